// Slices to and from std::string.
#pragma once

#include <string>

#include "CXapian.h"

struct cx_bytes {
  std::string contents;
};

inline std::string string_of(cx_slice slice) {
  return slice.count == 0 ? std::string() : std::string(static_cast<const char *>(slice.bytes), slice.count);
}

/// A slice of `text`, lent until `text` changes or dies.
inline cx_slice slice_of(const std::string &text) { return cx_slice{text.data(), text.size()}; }
