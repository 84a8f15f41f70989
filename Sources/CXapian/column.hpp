// The values of one slot, or of the lists in one slot, for all documents of one database.
//
// An image is 32-bit numbers in the order of this machine's bytes, then the bytes of the values:
//
//     shape      0: a document has one value at most; 1: lists
//     documents  the greatest number of a document, plus 1
//     values     how many different values there are
//     ordinals   how many numbers stand in `ordinals`
//     length     of all values together, in bytes
//     starts     of lists only: `documents` + 1 places in `ordinals`; a document's are from its own to the next
//     ordinals   a value's place in `ends`, from 1; of shape 0 one for each document, 0 for none
//     ends       where each value ends among the bytes
//     bytes      the values, each once, in the order of their bytes
#pragma once

#include "engine.hpp"

#include <string>

/// Reads a whole slot. A Fault where it is to have lists, and has something else.
std::string column_image(const Xapian::Database &database, Xapian::valueno slot, bool is_of_lists);
