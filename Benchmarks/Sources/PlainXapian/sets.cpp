// The prototype: rank with early end, count with sets.
#include "guard.hpp"
#include "searcher.hpp"

namespace {

size_t size(const Bits &set) {
  size_t count = 0;
  for (auto word : set) count += __builtin_popcountll(word);
  return count;
}

template <typename Body>
void each(const Bits &set, Body body) {
  for (size_t word = 0; word < set.size(); ++word)
    for (auto bits = set[word]; bits; bits &= bits - 1) body(word * 64 + __builtin_ctzll(bits));
}

}  // namespace

void plain_searcher::read(const std::string &term, Bits &into) const {
  for (auto posting = database.postlist_begin(term), end = database.postlist_end(term); posting != end; ++posting)
    into[*posting >> 6] |= uint64_t(1) << (*posting & 63);
}

const Bits &plain_searcher::set(const std::string &term) {
  auto [entry, isNew] = kept.try_emplace(term);
  if (isNew) {
    entry->second.assign(words, 0);
    read(term, entry->second);
  }
  return entry->second;
}

Bits plain_searcher::any(std::string_view terms) {
  Bits all(words);
  for (auto &term : split(terms, ' ')) {
    auto &one = set(term);
    for (size_t word = 0; word < words; ++word) all[word] |= one[word];
  }
  return all;
}

/// Read from the posting lists of the values, once.
const Column &plain_searcher::column(size_t facet) {
  while (facets.size() <= facet) {
    std::string prefix = facet_prefixes[facets.size()];
    std::vector<std::pair<uint32_t, uint32_t>> pairs;
    auto &column = facets.emplace_back();
    for (auto term = database.allterms_begin(prefix), end = database.allterms_end(prefix); term != end; ++term) {
      auto value = *term;
      // Whole values are folded: an upper case letter belongs to a longer prefix.
      if (value.size() == prefix.size() || (value[prefix.size()] >= 'A' && value[prefix.size()] <= 'Z')) continue;
      for (auto posting = database.postlist_begin(value), last = database.postlist_end(value); posting != last; ++posting)
        pairs.emplace_back(*posting, column.values);
      ++column.values;
    }
    column.offsets.assign(words * 64 + 1, 0);
    for (auto &pair : pairs) ++column.offsets[pair.first + 1];
    for (size_t id = 1; id < column.offsets.size(); ++id) column.offsets[id] += column.offsets[id - 1];
    column.ordinals.resize(pairs.size());
    auto next = column.offsets;
    for (auto &pair : pairs) column.ordinals[next[pair.first]++] = pair.second;
  }
  return facets[facet];
}

size_t plain_searcher::count(const Bits &set, size_t facet) {
  auto &values = column(facet);
  std::vector<uint32_t> counts(values.values);
  each(set, [&](size_t id) {
    for (auto at = values.offsets[id]; at < values.offsets[id + 1]; ++at) ++counts[values.ordinals[at]];
  });
  size_t sum = 0;
  for (auto count : counts) sum += count;
  return sum;
}

size_t plain_rank_and_count(plain_searcher *searcher, const plain_question *question) {
  return guarded([&] {
    searcher->rank(searcher->query(*question), *question, false);
    Bits any(searcher->words), all(searcher->words, ~uint64_t(0));
    for (auto &term : searcher->stems(question->words)) {
      Bits one(searcher->words);
      searcher->read(term, one);
      for (size_t word = 0; word < one.size(); ++word) {
        any[word] |= one[word];
        all[word] &= one[word];
      }
    }
    auto filtered = question->match == plain_all_words ? all : any;
    auto unfiltered = filtered;
    if (question->filter) {
      auto filter = searcher->any(question->filter);
      for (size_t word = 0; word < filter.size(); ++word) {
        filtered[word] &= filter[word];
        all[word] &= filter[word];
      }
    }
    size_t sum = size(all);
    for (size_t facet = 0; facet < question->facets; ++facet)
      sum += searcher->count(facet == 1 ? unfiltered : filtered, facet);
    asm volatile("" : : "r"(sum) : "memory");
    return size(filtered);
  });
}

size_t plain_filter_and_count(plain_searcher *searcher, const char *filters, size_t count) {
  return guarded([&] {
    Bits found(searcher->words, ~uint64_t(0));
    for (auto &group : split(filters, '\n')) {
      auto one = searcher->any(group);
      for (size_t word = 0; word < one.size(); ++word) found[word] &= one[word];
    }
    size_t sum = 0;
    for (size_t facet = 0; facet < count; ++facet) sum += searcher->count(found, facet);
    asm volatile("" : : "r"(sum) : "memory");
    return size(found);
  });
}
