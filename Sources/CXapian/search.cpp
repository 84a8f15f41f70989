#include "engine.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bytes.hpp"
#include "guard.hpp"
#include "list.hpp"
#include "query.hpp"
#include "reader.hpp"

namespace {

/// Counts the values in the lists of some slots. Xapian's ValueCountMatchSpy takes a slot for one value.
class ListCounter : public Xapian::MatchSpy {
 public:
  using Counts = std::unordered_map<std::string, size_t>;

  ListCounter(const uint32_t *slots, size_t count) {
    for (size_t index = 0; index < count; ++index) counts.emplace_back(slots[index], Counts());
  }

  void operator()(const Xapian::Document &document, double) override {
    for (auto &[slot, values] : counts) {
      Counts &counted = values;
      for_each_in_list(document.get_value(slot), [&](std::string value) { ++counted[std::move(value)]; });
    }
  }

  std::vector<std::pair<uint32_t, Counts>> counts;
};

/// Xapian counts documents in 32 bits.
Xapian::doccount clamped(size_t count) {
  return static_cast<Xapian::doccount>(std::min<size_t>(count, std::numeric_limits<Xapian::doccount>::max()));
}

/// Sets the order. `keys` must live as long as `enquire`, which keeps a pointer to it.
void set_order(Xapian::Enquire &enquire, const cx_search &search, Xapian::MultiValueKeyMaker &keys) {
  for (size_t index = 0; index < search.key_count; ++index) {
    const cx_sort_key &key = search.keys[index];
    keys.add_value(key.slot, key.descending, string_of(key.missing));
  }
  if (search.key_count == 0) return enquire.set_sort_by_relevance();
  switch (search.relevance) {
    case cx_relevance_first: return enquire.set_sort_by_relevance_then_key(&keys, false);
    case cx_relevance_last: return enquire.set_sort_by_key_then_relevance(&keys, false);
    case cx_relevance_ignored: return enquire.set_sort_by_key(&keys, false);
  }
}

std::string contents(const Xapian::Document &document, const cx_search &search) {
  return search.is_of_values ? document.get_value(search.value_slot) : document.get_data();
}

}  // namespace

/// `items` and `facets` lend from the strings, so they are made last, when those no longer move.
struct cx_matches {
  size_t total = 0;
  std::vector<std::string> data;
  std::vector<cx_match> items;
  ListCounter counter;
  std::vector<cx_facet> facets;
};

cx_status cx_reader_search(const cx_reader *reader, const cx_query *query, const cx_search *search,
                           cx_matches **matches, char **message) {
  return guarded(message, [&] {
    std::unique_ptr<cx_matches> answer(
        new cx_matches{0, {}, {}, ListCounter(search->facet_slots, search->facet_slot_count), {}});
    Xapian::MultiValueKeyMaker keys;
    Xapian::Enquire enquire(reader->database);
    const cx_bm25 &bm25 = search->weighting;
    enquire.set_weighting_scheme(
        Xapian::BM25Weight(bm25.k1, bm25.k2, bm25.k3, bm25.b, bm25.minimum_normalized_length));
    enquire.set_query(query->whole());
    set_order(enquire, *search, keys);
    if (search->facet_slot_count > 0) enquire.add_matchspy(&answer->counter);
    // All documents are looked at, so that totals and facets are exact.
    const Xapian::MSet found = enquire.get_mset(clamped(search->offset), clamped(search->limit),
                                                std::numeric_limits<Xapian::doccount>::max());

    answer->total = found.get_matches_estimated();
    answer->data.reserve(found.size());
    for (auto at = found.begin(); at != found.end(); ++at) {
      if (search->is_bare) {
        answer->items.push_back({at.get_weight(), cx_slice{nullptr, 0}, *at});
        continue;
      }
      const Xapian::Document document = at.get_document();
      answer->data.push_back(contents(document, *search));
      answer->items.push_back({at.get_weight(), slice_of(answer->data.back()), *at});
    }
    for (const auto &[slot, values] : answer->counter.counts) {
      for (const auto &[value, count] : values) answer->facets.push_back({slot, slice_of(value), count});
    }
    *matches = answer.release();
  });
}

cx_status cx_reader_documents(const cx_reader *reader, const uint32_t *documents, size_t count, const cx_search *search,
                              cx_matches **matches, char **message) {
  return guarded(message, [&] {
    std::unique_ptr<cx_matches> answer(new cx_matches{count, {}, {}, ListCounter(nullptr, 0), {}});
    answer->data.reserve(count);
    for (size_t index = 0; index < count; ++index) {
      answer->data.push_back(contents(reader->database.get_document(documents[index]), *search));
      answer->items.push_back({0, slice_of(answer->data.back()), documents[index]});
    }
    *matches = answer.release();
  });
}

void cx_matches_free(cx_matches *matches) { delete matches; }

size_t cx_matches_total(const cx_matches *matches) { return matches->total; }

cx_match_span cx_matches_span(const cx_matches *matches) {
  return {matches->items.data(), matches->items.size()};
}

cx_facet_span cx_matches_facets(const cx_matches *matches) {
  return {matches->facets.data(), matches->facets.size()};
}
