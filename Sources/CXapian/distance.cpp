#include "distance.hpp"

#include "engine.hpp"

#include <algorithm>

namespace {

void decode(const std::string &text, std::u32string &scalars) {
  scalars.clear();
  for (Xapian::Utf8Iterator at(text); at != Xapian::Utf8Iterator(); ++at) scalars.push_back(*at);
}

}  // namespace

DistanceFrom::DistanceFrom(const std::string &text, size_t maximum) : maximum(maximum) {
  decode(text, word);
  row.resize(word.size() + 1);
  above = above_that = row;
}

size_t DistanceFrom::operator()(const std::string &other) {
  const size_t far = maximum + 1;
  // A code point has at most four bytes: most words of another length go without being decoded.
  if (other.size() / 4 > word.size() + maximum) return far;
  decode(other, scalars);
  const size_t longer = std::max(word.size(), scalars.size());
  if (longer - std::min(word.size(), scalars.size()) > maximum) return far;

  // row[j] is the distance from the first i code points of `other` to the first j of `word`.
  for (size_t j = 0; j <= word.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= scalars.size(); ++i) {
    above_that.swap(above);
    above.swap(row);
    row[0] = i;
    size_t least = i;
    for (size_t j = 1; j <= word.size(); ++j) {
      const bool same = scalars[i - 1] == word[j - 1];
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && scalars[i - 1] == word[j - 2] && scalars[i - 2] == word[j - 1];
      if (swapped) row[j] = std::min(row[j], above_that[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    // Later rows build on this one and, by a swap, on the one above it at the cost of one more.
    if (least > far) return far;
  }
  return std::min(row[word.size()], far);
}
