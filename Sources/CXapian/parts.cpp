#include "engine.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "bytes.hpp"
#include "column.hpp"
#include "guard.hpp"
#include "query.hpp"
#include "reader.hpp"

namespace {

/// The bits of a caller.
class Bits {
 public:
  Bits(uint64_t *words, size_t count) : words(words), limit(count * 64) {}

  void mark(Xapian::docid document) {
    // The caller has made room for all documents of the part's state.
    if (document >= limit) throw Fault(cx_status_failed, "a set is too small for its database");
    words[document / 64] |= uint64_t{1} << (document % 64);
  }

  void mark(const Xapian::Database &database, const std::string &term) {
    for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) mark(*at);
  }

 private:
  uint64_t *words;
  size_t limit;
};

class Marker : public Xapian::MatchSpy {
 public:
  explicit Marker(Bits &bits) : bits(bits) {}
  void operator()(const Xapian::Document &document, double) override { bits.mark(document.get_docid()); }

 private:
  Bits &bits;
};

}  // namespace

size_t cx_reader_part_count(const cx_reader *reader) { return reader->parts.size(); }

cx_status cx_part_describe(const cx_reader *reader, size_t part, cx_part_state *state, cx_bytes **uuid, char **message) {
  return guarded(message, [&] {
    const Xapian::Database &database = reader->part(part);
    const cx_part_state found{database.get_revision(), database.get_total_length(), database.get_doccount(),
                              database.get_lastdocid()};
    *uuid = new cx_bytes{database.get_uuid()};
    *state = found;
  });
}

cx_status cx_part_mark_term(const cx_reader *reader, size_t part, cx_slice term, uint64_t *words, size_t count,
                            char **message) {
  return guarded(message, [&] { Bits(words, count).mark(reader->part(part), string_of(term)); });
}

cx_status cx_part_postings(const cx_reader *reader, size_t part, cx_slice term_slice, size_t limit, cx_bytes **postings,
                           char **message) {
  return guarded(message, [&] {
    const Xapian::Database &database = reader->part(part);
    const std::string term = string_of(term_slice);
    *postings = nullptr;
    const size_t count = database.get_termfreq(term);
    if (count > limit) return;
    std::string found;
    found.reserve(count * 2 * sizeof(uint32_t));
    for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
      const uint32_t pair[] = {*at, at.get_wdf()};
      found.append(reinterpret_cast<const char *>(pair), sizeof pair);
    }
    *postings = new cx_bytes{std::move(found)};
  });
}

cx_status cx_part_mark_prefix(const cx_reader *reader, size_t part, size_t whole_first, size_t whole_count,
                              cx_slice prefix_slice, uint32_t limit, uint64_t *words, size_t count, char **message) {
  return guarded(message, [&] {
    const Xapian::Database &database = reader->part(part);
    Xapian::Database whole = database;
    for (size_t other = whole_first; other < whole_first + whole_count; ++other) {
      if (other != part) whole.add_database(reader->part(other));
    }
    const std::string prefix = string_of(prefix_slice);
    std::vector<std::string> terms;
    for (auto at = whole.allterms_begin(prefix); at != whole.allterms_end(prefix); ++at) {
      // In the words of Xapian, which says so where a search is ranked.
      if (terms.size() == limit) {
        throw Fault(cx_status_bad_query,
                    "Wildcard " + prefix + "* expands to more than " + std::to_string(limit) + " terms");
      }
      terms.push_back(*at);
    }
    Bits bits(words, count);
    for (const std::string &term : terms) bits.mark(database, term);
  });
}

cx_status cx_part_mark_query(const cx_reader *reader, size_t part, const cx_query *query, uint64_t *words, size_t count,
                             char **message) {
  return guarded(message, [&] {
    const Xapian::Database &database = reader->part(part);
    Bits bits(words, count);
    Marker marker(bits);
    Xapian::Enquire enquire(database);
    enquire.set_query(query->whole());
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.add_matchspy(&marker);
    enquire.get_mset(0, 0, database.get_doccount());
  });
}

cx_status cx_part_column(const cx_reader *reader, size_t part, uint32_t slot, bool is_of_lists, cx_bytes **image,
                         char **message) {
  return guarded(message, [&] { *image = new cx_bytes{column_image(reader->part(part), slot, is_of_lists)}; });
}

cx_status cx_part_order(const cx_reader *reader, size_t part, const cx_sort_key *keys, size_t key_count,
                        cx_bytes **numbers, char **message) {
  return guarded(message, [&] {
    const Xapian::Database &database = reader->part(part);
    std::vector<uint32_t> order;
    for (auto at = database.postlist_begin(std::string()); at != database.postlist_end(std::string()); ++at) {
      order.push_back(*at);
    }
    std::vector<std::vector<std::string>> values(key_count);
    for (size_t key = 0; key < key_count; ++key) {
      values[key].assign(size_t{database.get_lastdocid()} + 1, string_of(keys[key].missing));
      const uint32_t slot = keys[key].slot;
      for (auto at = database.valuestream_begin(slot); at != database.valuestream_end(slot); ++at) {
        values[key][at.get_docid()] = *at;
      }
    }
    std::sort(order.begin(), order.end(), [&](uint32_t one, uint32_t other) {
      for (size_t key = 0; key < key_count; ++key) {
        const int difference = values[key][one].compare(values[key][other]);
        if (difference != 0) return keys[key].descending ? difference > 0 : difference < 0;
      }
      return one < other;
    });
    *numbers = new cx_bytes{std::string(reinterpret_cast<const char *>(order.data()), order.size() * sizeof(uint32_t))};
  });
}
