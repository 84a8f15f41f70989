#include "reader.hpp"

#include <unistd.h>

#include <cerrno>
#include <string>

#include "bytes.hpp"
#include "guard.hpp"
#include "opening.hpp"

namespace {

Xapian::Database opened(const std::string &path) {
  if (look_for_database(path) == DatabaseOnDisk::absent) throw Fault(cx_status_not_found, "no database here");
  return opening(path, [&] { return Xapian::Database(path, Xapian::DB_BACKEND_GLASS); });
}

/// Glass makes its tables when there is something to write in them, and takes one that is not there for an empty one: a
/// phrase would find nothing. Every document of ours has data, terms and positions.
void check_tables(const std::string &path, const Xapian::Database &database) {
  if (database.get_doccount() == 0) return;
  for (const char *table : {"/docdata.glass", "/termlist.glass", "/position.glass"}) {
    if (access((path + table).c_str(), F_OK) != 0 && errno == ENOENT) throw Fault(cx_status_corrupt, "a table is missing");
  }
}

void add(cx_reader &reader, const Xapian::Database &added) {
  if (reader.is_empty) {
    reader.database = added;
  } else {
    reader.database.add_database(added);
  }
  reader.is_empty = false;
  reader.parts.push_back(added);
}

}  // namespace

std::optional<Xapian::Document> cx_reader::document(const std::string &unique) const {
  const Xapian::PostingIterator first = database.postlist_begin(unique);
  if (first == database.postlist_end(unique)) return std::nullopt;
  return database.get_document(*first);
}

const Xapian::Database &cx_reader::part(size_t index) const {
  if (index >= parts.size()) throw Fault(cx_status_invalid_argument, "the reader has no such part");
  return parts[index];
}

cx_status cx_reader_open(cx_reader **reader, char **message) {
  return guarded(message, [&] { *reader = new cx_reader; });
}

void cx_reader_free(cx_reader *reader) { delete reader; }

cx_status cx_reader_add(cx_reader *reader, cx_slice path, char **message) {
  return guarded(message, [&] { add(*reader, opened(string_of(path))); });
}

cx_status cx_reader_add_sealed(cx_reader *reader, cx_slice path, cx_slice key, cx_slice value, char **message) {
  return guarded(message, [&] {
    const Xapian::Database added = opened(string_of(path));
    if (added.get_metadata(string_of(key)) != string_of(value)) {
      throw Fault(cx_status_corrupt, "the database is not the one that belongs here");
    }
    check_tables(string_of(path), added);
    add(*reader, added);
  });
}

cx_status cx_reader_reopen(cx_reader *reader, bool *changed, char **message) {
  return guarded(message, [&] { *changed = reader->database.reopen(); });
}

cx_status cx_reader_metadata(const cx_reader *reader, cx_slice key, cx_bytes **value, char **message) {
  return guarded(message, [&] { *value = new cx_bytes{reader->database.get_metadata(string_of(key))}; });
}

cx_status cx_reader_document_count(const cx_reader *reader, size_t *count, char **message) {
  return guarded(message, [&] { *count = reader->database.get_doccount(); });
}

cx_status cx_reader_frequency(const cx_reader *reader, cx_slice term, size_t *count, char **message) {
  return guarded(message, [&] { *count = reader->database.get_termfreq(string_of(term)); });
}

cx_status cx_reader_data(const cx_reader *reader, cx_slice unique, cx_bytes **data, char **message) {
  return guarded(message, [&] {
    const auto document = reader->document(string_of(unique));
    *data = document ? new cx_bytes{document->get_data()} : nullptr;
  });
}
