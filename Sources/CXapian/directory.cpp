#include "directory.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "guard.hpp"

namespace {

/// The kind of file at `path`, no link followed; 0 when there is none.
mode_t file_type(const std::string &path) {
  struct stat status;
  if (lstat(path.c_str(), &status) == 0) return status.st_mode & S_IFMT;
  if (errno == ENOENT) return 0;
  throw Fault::of_errno(errno, "cannot look at the database");
}

}  // namespace

DatabaseOnDisk look_for_database(const std::string &path) {
  if (path.find('\0') != std::string::npos) {
    throw Fault(cx_status_invalid_argument, "the path holds a NUL");
  }
  const mode_t type = file_type(path);
  if (type == 0) return DatabaseOnDisk::absent;
  if (type != S_IFDIR) throw Fault(cx_status_not_found, "not a directory");
  switch (file_type(path + "/iamglass")) {
    case 0: return DatabaseOnDisk::absent;
    case S_IFREG: return DatabaseOnDisk::present;
    default: throw Fault(cx_status_not_found, "iamglass is not a plain file");
  }
}

Directory::Directory(const std::string &path)
    : descriptor(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  if (descriptor < 0) throw Fault::of_errno(errno, "cannot open the directory");
}

Directory::~Directory() { close(descriptor); }

void Directory::sync() const {
  if (fsync(descriptor) != 0) throw Fault::of_errno(errno, "cannot sync the directory");
}
