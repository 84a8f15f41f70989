// Several values in one slot.
//
// On disk: each value as its length in LEB128 (seven bits a byte, low bits first, the high bit says that
// more follow), then its bytes. Nothing else, so an empty list is an empty value, which Xapian stores not
// at all.
#pragma once

#include <string>

#include "bytes.hpp"
#include "guard.hpp"

inline void append_to_list(std::string &list, cx_slice value) {
  size_t rest = value.count;
  for (; rest >= 0x80; rest >>= 7) list.push_back(static_cast<char>(rest | 0x80));
  list.push_back(static_cast<char>(rest));
  list.append(static_cast<const char *>(value.bytes), value.count);
}

/// Calls `body` with each value of `list`; a Fault when `list` is not one.
template <typename Body>
void for_each_in_list(const std::string &list, Body body) {
  const Fault malformed(cx_status_corrupt, "a value slot does not hold a list");
  size_t at = 0;
  while (at < list.size()) {
    size_t length = 0;
    for (unsigned shift = 0;; shift += 7) {
      if (at == list.size() || shift > 28) throw malformed;
      const auto byte = static_cast<unsigned char>(list[at++]);
      length |= static_cast<size_t>(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    if (length > list.size() - at) throw malformed;
    body(list.substr(at, length));
    at += length;
  }
}
