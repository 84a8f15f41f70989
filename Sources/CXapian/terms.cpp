#include "engine.hpp"

#include <memory>
#include <vector>

#include "bytes.hpp"
#include "distance.hpp"
#include "guard.hpp"
#include "reader.hpp"

/// `items` lend from `contents`, so they are made last, when the strings no longer move.
struct cx_terms {
  struct Entry {
    std::string term;
    size_t count, distance;
  };
  std::vector<Entry> entries;
  std::vector<cx_term> items;

  void lend_entries() {
    items.reserve(entries.size());
    for (const Entry &entry : entries) items.push_back({slice_of(entry.term), entry.count, entry.distance});
  }
};

cx_term_span cx_terms_span(const cx_terms *terms) { return {terms->items.data(), terms->items.size()}; }

void cx_terms_free(cx_terms *terms) { delete terms; }

cx_status cx_reader_terms(const cx_reader *reader, cx_slice prefix_slice, size_t limit, cx_terms **terms,
                          char **message) {
  return guarded(message, [&] {
    const std::string prefix = string_of(prefix_slice);
    auto found = std::make_unique<cx_terms>();
    const auto end = reader->database.allterms_end(prefix);
    for (auto at = reader->database.allterms_begin(prefix); at != end && found->entries.size() < limit; ++at) {
      found->entries.push_back({(*at).substr(prefix.size()), at.get_termfreq(), 0});
    }
    found->lend_entries();
    *terms = found.release();
  });
}

cx_status cx_reader_near_terms(const cx_reader *reader, cx_slice prefix_slice, cx_slice word,
                               size_t maximum_distance, cx_terms **terms, char **message) {
  return guarded(message, [&] {
    const std::string prefix = string_of(prefix_slice);
    DistanceFrom distance_to(string_of(word), maximum_distance);
    auto found = std::make_unique<cx_terms>();
    const auto end = reader->database.allterms_end(prefix);
    auto at = reader->database.allterms_begin(prefix);
    // What goes on with an ASCII capital has a longer prefix, and stands between digits and small letters.
    const auto pass_longer_prefixes = [&] {
      if (at != end && (*at).size() > prefix.size() && (*at)[prefix.size()] >= 'A' && (*at)[prefix.size()] <= 'Z') {
        at.skip_to(prefix + "[");
      }
    };
    for (pass_longer_prefixes(); at != end; ++at, pass_longer_prefixes()) {
      std::string term = (*at).substr(prefix.size());
      const size_t distance = distance_to(term);
      if (distance > maximum_distance) continue;
      found->entries.push_back({std::move(term), at.get_termfreq(), distance});
    }
    found->lend_entries();
    *terms = found.release();
  });
}

cx_status cx_reader_metadata_keys(const cx_reader *reader, cx_slice prefix_slice, cx_terms **keys,
                                  char **message) {
  return guarded(message, [&] {
    const std::string prefix = string_of(prefix_slice);
    auto found = std::make_unique<cx_terms>();
    const auto end = reader->database.metadata_keys_end(prefix);
    for (auto at = reader->database.metadata_keys_begin(prefix); at != end; ++at) {
      found->entries.push_back({(*at).substr(prefix.size()), 0, 0});
    }
    found->lend_entries();
    *keys = found.release();
  });
}

cx_status cx_reader_document_terms(const cx_reader *reader, cx_slice unique, cx_terms **terms, char **message) {
  return guarded(message, [&] {
    const auto document = reader->document(string_of(unique));
    if (!document) {
      *terms = nullptr;
      return;
    }
    auto found = std::make_unique<cx_terms>();
    const auto end = document->termlist_end();
    for (auto at = document->termlist_begin(); at != end; ++at) {
      found->entries.push_back({*at, at.get_wdf(), 0});
    }
    found->lend_entries();
    *terms = found.release();
  });
}
