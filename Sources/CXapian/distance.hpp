// Edit distance between words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// How far words are from one given word, up to a maximum.
///
/// Counted in code points inserted, deleted, replaced, or swapped with their neighbour (the "optimal
/// string alignment" distance, as in Xapian's own spelling). Keeps its rows between calls, as it is called
/// for every word of a vocabulary.
class DistanceFrom {
 public:
  DistanceFrom(const std::string &word, size_t maximum);

  /// The distance to `other`; `maximum + 1` means everything farther.
  size_t operator()(const std::string &other);

 private:
  size_t maximum;
  std::u32string word, scalars;
  std::vector<size_t> row, above, above_that;
};
