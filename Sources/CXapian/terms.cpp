#include "terms.hpp"

#include "engine.hpp"

#include <algorithm>
#include <memory>

#include "bytes.hpp"
#include "guard.hpp"
#include "reader.hpp"

void cx_terms::lend_entries() {
  items.reserve(entries.size());
  for (const Entry &entry : entries) items.push_back({slice_of(entry.term), entry.count, entry.distance});
}

void cx_terms::keep_nearest(size_t limit) {
  const auto is_better = [](const Entry &one, const Entry &other) {
    if (one.distance != other.distance) return one.distance < other.distance;
    if (one.count != other.count) return one.count > other.count;
    return one.term < other.term;
  };
  const size_t kept = std::min(limit, entries.size());
  const auto end = entries.begin() + static_cast<std::ptrdiff_t>(kept);
  std::partial_sort(entries.begin(), end, entries.end(), is_better);
  entries.erase(end, entries.end());
}

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
