#pragma once

#include "engine.hpp"

#include <optional>
#include <string>
#include <vector>

#include "CXapian.h"

struct cx_reader {
  /// Empty and in memory until one is added: Enquire refuses a Database that joins none.
  Xapian::Database database = Xapian::WritableDatabase(std::string(), Xapian::DB_BACKEND_INMEMORY);
  bool is_empty = true;
  /// The same databases one by one: they share their state with `database`, and move on with it.
  std::vector<Xapian::Database> parts;

  /// A Fault where there is no such part.
  const Xapian::Database &part(size_t index) const;

  /// The first document with the term `unique`, if there is one.
  std::optional<Xapian::Document> document(const std::string &unique) const;
};
