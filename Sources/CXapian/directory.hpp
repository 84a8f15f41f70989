// What a path must be before Xapian may see it, and the directory's own sync.
#pragma once

#include <string>

enum class DatabaseOnDisk { absent, present };

/// Whether the directory at `path` holds a glass database.
///
/// Opening an untrusted path can run a program, as Xapian follows stub files to remote databases. So only
/// a real directory with a real `iamglass` is `present`; a directory without one, or nothing, is `absent`;
/// anything else (a file, a link, a path with a NUL) is a Fault.
DatabaseOnDisk look_for_database(const std::string &path);

/// An open directory that can be synced.
class Directory {
 public:
  explicit Directory(const std::string &path);
  Directory(const Directory &) = delete;
  Directory &operator=(const Directory &) = delete;
  ~Directory();

  /// Makes the names in the directory durable.
  void sync() const;

 private:
  int descriptor;
};
