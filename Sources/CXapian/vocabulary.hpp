// The words of one database: all terms with some prefix, but for those of longer prefixes, each with how many documents have it.
//
// They lie in groups of one number of code points and one of bytes, as an edit changes each by little: whoever looks for words
// like another passes over whole groups, and of the others over all words whose letters differ by more than the edits.
//
// An image is 32-bit numbers in the order of this machine's bytes, then the bytes of the words:
//
//     groups     how many
//     words      how many
//     length     of all words together, in bytes
//     for each group, in the order of these: code points of a word, bytes of a word, how many words
//     letters    which letters a word has, a bit for each
//     documents  how many documents have it
//     bytes      the words, by their groups, within one in the order of their bytes
#pragma once

#include "engine.hpp"

#include <cstdint>
#include <string>

#include "CXapian.h"

/// Reads all words of a database.
std::string vocabulary_image(const Xapian::Database &database, const std::string &prefix);

/// An image that someone else owns.
class Vocabulary {
 public:
  /// A Fault for bytes that are not an image.
  explicit Vocabulary(cx_slice image);

  /// Words of one group.
  struct Group {
    uint32_t scalars, size, count;
    const uint32_t *letters, *documents;
    const char *bytes;
  };

  /// Calls `body` with each group, shortest words first.
  template <typename Body>
  void for_each_group(Body body) const {
    const uint32_t *letters = groups + 3 * group_count;
    const uint32_t *documents = letters + word_count;
    const char *bytes = reinterpret_cast<const char *>(documents + word_count);
    for (size_t index = 0; index < group_count; ++index) {
      const uint32_t *head = groups + 3 * index;
      body(Group{head[0], head[1], head[2], letters, documents, bytes});
      letters += head[2];
      documents += head[2];
      bytes += size_t{head[1]} * head[2];
    }
  }

 private:
  size_t group_count, word_count;
  const uint32_t *groups;
};

/// Which letters a text has: a bit for each of a to z, for each two digits, and for all else together.
uint32_t letters_of(const char *bytes, size_t count);
