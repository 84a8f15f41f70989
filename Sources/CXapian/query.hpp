#pragma once

#include "engine.hpp"

#include <vector>

#include "CXapian.h"

struct cx_query {
  std::vector<Xapian::Query> stack;

  /// The finished query: the one node left. A Fault when there is another number of them.
  const Xapian::Query &whole() const;

  /// The nodes from here on are the topmost `count`. A Fault when there are fewer.
  std::vector<Xapian::Query>::iterator top(size_t count);
};
