#include "bytes.hpp"

cx_slice cx_bytes_slice(const cx_bytes *bytes) { return slice_of(bytes->contents); }

void cx_bytes_free(cx_bytes *bytes) { delete bytes; }
