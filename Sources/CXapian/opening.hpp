// Opening a database that is known to be there.
#pragma once

#include "engine.hpp"

#include <cerrno>
#include <string>
#include <system_error>

#include "directory.hpp"
#include "guard.hpp"

/// Runs `open`, which opens the database at `path`.
///
/// When Xapian misses a file although the database is still there, the file is a table of its own: that is
/// damage, and not a database that cannot be found.
template <typename Open>
auto opening(const std::string &path, Open open) {
  try {
    return open();
  } catch (const Xapian::DatabaseOpeningError &error) {
    const char *system = error.get_error_string();
    const bool misses_file = system && system == std::generic_category().message(ENOENT);
    if (misses_file && look_for_database(path) == DatabaseOnDisk::present) {
      throw Fault(cx_status_corrupt, "a table is missing");
    }
    throw;
  }
}
