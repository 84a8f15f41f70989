#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "CXapian.h"

/// `items` lend from `entries`, so they are made last, when the strings no longer move.
struct cx_terms {
  struct Entry {
    std::string term;
    size_t count, distance;
  };
  std::vector<Entry> entries;
  std::vector<cx_term> items;

  void lend_entries();
  /// Puts the entries into an order, the nearest first, then the more frequent, then by their bytes, and keeps the first.
  void keep_nearest(size_t limit);
};
