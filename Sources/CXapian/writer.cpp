#include "engine.hpp"

#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include <memory>
#include <utility>

#include "apart.hpp"
#include "bytes.hpp"
#include "document.hpp"
#include "guard.hpp"
#include "opening.hpp"

struct cx_writer {
  Xapian::WritableDatabase database;
  Directory directory;
  std::string path;
  bool is_durable;
  /// `failed` after a commit that failed; `lost` if C++ gave up in it: then nothing of this is to be touched, not even to
  /// be destroyed.
  enum { sound, failed, lost } state = sound;
};

namespace {

/// Closes what this process has of the lock of the database at `path`: only its writer opens that.
void release_lock(const std::string &path) {
  char resolved[PATH_MAX];
  if (!realpath((path + "/flintlock").c_str(), resolved)) return;
  DIR *files = opendir("/proc/self/fd");
  if (!files) return;
  while (const dirent *entry = readdir(files)) {
    char target[PATH_MAX];
    const ssize_t count = readlinkat(dirfd(files), entry->d_name, target, sizeof target);
    if (count > 0 && std::string(target, static_cast<size_t>(count)) == resolved) close(atoi(entry->d_name));
  }
  closedir(files);
}

}  // namespace

cx_status cx_writer_open(cx_slice path_slice, bool create, bool is_durable, cx_writer **writer, char **message) {
  return guarded(message, [&] {
    const std::string path = string_of(path_slice);
    const bool absent = look_for_database(path) == DatabaseOnDisk::absent;
    if (absent && !create) throw Fault(cx_status_not_found, "no database here");
    // What a killed process has left of one that it began to make, without `iamglass`, is written over: opening takes it for a whole one.
    const int flags = (absent ? Xapian::DB_CREATE_OR_OVERWRITE : Xapian::DB_OPEN) | Xapian::DB_BACKEND_GLASS |
                      (is_durable ? 0 : Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
    auto database = opening(path, [&] { return Xapian::WritableDatabase(path, flags); });
    std::unique_ptr<cx_writer> fresh(new cx_writer{std::move(database), Directory(path), path, is_durable});
    if (absent && is_durable) {
      // A new database is there after a power cut only when its name and its files' names are durable.
      fresh->directory.sync();
      Directory(path + "/..").sync();
    }
    *writer = fresh.release();
  });
}

void cx_writer_free(cx_writer *writer) {
  if (!writer) return;
  const std::string path = writer->path;
  switch (writer->state) {
    case cx_writer::sound: delete writer; return;
    case cx_writer::failed: {
      // The destructor tries once more to commit what a failed commit could not take back.
      bool is_lost = false;
      char *message = nullptr;
      const cx_status status = apart(&is_lost, &message, [writer] { delete writer; });
      cx_string_free(message);
      if (status == cx_status_ok) return;
      break;
    }
    case cx_writer::lost: break;
  }
  // It is left to its thread, all but the lock.
  release_lock(path);
}

cx_status cx_writer_begin(cx_writer *writer, char **message) {
  return guarded(message, [&] { writer->database.begin_transaction(); });
}

cx_status cx_writer_commit(cx_writer *writer, char **message) {
  // The only call in which Xapian merges values, which is what C++ may give up in.
  bool is_lost = false;
  const cx_status status = apart(&is_lost, message, [writer] {
    writer->database.commit_transaction();
    if (writer->is_durable) writer->directory.sync();
  });
  if (status != cx_status_ok) writer->state = is_lost ? cx_writer::lost : cx_writer::failed;
  return status;
}

cx_status cx_writer_cancel(cx_writer *writer, char **message) {
  return guarded(message, [&] { writer->database.cancel_transaction(); });
}

cx_status cx_writer_replace(cx_writer *writer, cx_slice unique, const cx_document *document, char **message) {
  return guarded(message, [&] { writer->database.replace_document(string_of(unique), document->document); });
}

cx_status cx_writer_delete(cx_writer *writer, cx_slice unique, char **message) {
  return guarded(message, [&] { writer->database.delete_document(string_of(unique)); });
}

cx_status cx_writer_metadata(const cx_writer *writer, cx_slice key, cx_bytes **value, char **message) {
  return guarded(message, [&] { *value = new cx_bytes{writer->database.get_metadata(string_of(key))}; });
}

cx_status cx_writer_set_metadata(cx_writer *writer, cx_slice key, cx_slice value, char **message) {
  return guarded(message, [&] { writer->database.set_metadata(string_of(key), string_of(value)); });
}

cx_status cx_writer_document_count(const cx_writer *writer, size_t *count, char **message) {
  return guarded(message, [&] { *count = writer->database.get_doccount(); });
}
