#include "vocabulary.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "bytes.hpp"
#include "distance.hpp"
#include "guard.hpp"
#include "reader.hpp"
#include "terms.hpp"

namespace {

size_t scalars_in(const std::string &text) {
  size_t count = 0;
  for (Xapian::Utf8Iterator at(text); at != Xapian::Utf8Iterator(); ++at) ++count;
  return count;
}

/// Whether more than `limit` bits are set: a step for each is less than counting them all, as few are allowed.
bool has_more_bits(uint32_t bits, size_t limit) {
  for (size_t step = 0; step < limit; ++step) bits &= bits - 1;
  return bits != 0;
}

/// Which words of a group begin with some bytes, as places in it.
std::pair<size_t, size_t> range_of(const Vocabulary::Group &group, const std::string &beginning) {
  if (beginning.size() > group.size) return {0, 0};
  const auto place = [&](bool is_end) {
    size_t low = 0, high = group.count;
    while (low < high) {
      const size_t middle = low + (high - low) / 2;
      const int order = std::memcmp(group.bytes + middle * group.size, beginning.data(), beginning.size());
      if (order < 0 || (is_end && order == 0)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };
  return {place(false), place(true)};
}

size_t between(size_t one, size_t other) { return one < other ? other - one : one - other; }

}  // namespace

uint32_t letters_of(const char *bytes, size_t count) {
  uint32_t found = 0;
  for (size_t index = 0; index < count; ++index) {
    const char byte = bytes[index];
    if (byte >= 'a' && byte <= 'z') {
      found |= uint32_t{1} << (byte - 'a');
    } else if (byte >= '0' && byte <= '9') {
      found |= uint32_t{1} << (26 + (byte - '0') / 2);
    } else {
      found |= uint32_t{1} << 31;
    }
  }
  return found;
}

std::string vocabulary_image(const Xapian::Database &database, const std::string &prefix) {
  struct Words {
    std::vector<uint32_t> letters, documents;
    std::string bytes;
  };
  std::map<std::pair<uint32_t, uint32_t>, Words> groups;
  size_t count = 0, length = 0;
  const auto end = database.allterms_end(prefix);
  auto at = database.allterms_begin(prefix);
  while (at != end) {
    const std::string term = *at;
    if (term.size() > prefix.size() && term[prefix.size()] >= 'A' && term[prefix.size()] <= 'Z') {
      // What goes on with an ASCII capital has a longer prefix, and stands between digits and small letters.
      at.skip_to(prefix + "[");
      continue;
    }
    const std::string word = term.substr(prefix.size());
    if (!word.empty()) {
      Words &words = groups[{static_cast<uint32_t>(scalars_in(word)), static_cast<uint32_t>(word.size())}];
      words.letters.push_back(letters_of(word.data(), word.size()));
      words.documents.push_back(at.get_termfreq());
      words.bytes += word;
      ++count;
      length += word.size();
    }
    ++at;
  }
  if (length > UINT32_MAX) throw Fault(cx_status_failed, "there are more words than a column holds");

  std::string image;
  const auto put = [&](const std::vector<uint32_t> &numbers) {
    image.append(reinterpret_cast<const char *>(numbers.data()), numbers.size() * sizeof(uint32_t));
  };
  put({static_cast<uint32_t>(groups.size()), static_cast<uint32_t>(count), static_cast<uint32_t>(length)});
  for (const auto &[shape, words] : groups) {
    put({shape.first, shape.second, static_cast<uint32_t>(words.letters.size())});
  }
  for (const auto &group : groups) put(group.second.letters);
  for (const auto &group : groups) put(group.second.documents);
  for (const auto &group : groups) image += group.second.bytes;
  return image;
}

Vocabulary::Vocabulary(cx_slice image) {
  const auto refuse = [] { throw Fault(cx_status_corrupt, "a column of words is damaged"); };
  const auto *numbers = static_cast<const uint32_t *>(image.bytes);
  if (image.count < 3 * sizeof(uint32_t)) refuse();
  group_count = numbers[0];
  word_count = numbers[1];
  groups = numbers + 3;
  if (image.count != sizeof(uint32_t) * (3 + 3 * group_count + 2 * word_count) + numbers[2]) refuse();
  size_t words = 0, length = 0;
  for (size_t index = 0; index < group_count; ++index) {
    const size_t size = groups[3 * index + 1], count = groups[3 * index + 2];
    words += count;
    length += size * count;
  }
  if (words != word_count || length != numbers[2]) refuse();
}

cx_status cx_part_vocabulary(const cx_reader *reader, size_t part, cx_slice prefix, cx_bytes **image, char **message) {
  return guarded(message, [&] { *image = new cx_bytes{vocabulary_image(reader->part(part), string_of(prefix))}; });
}

cx_status cx_vocabulary_check(cx_slice image, char **message) {
  return guarded(message, [&] { Vocabulary whole(image); });
}

cx_status cx_vocabulary_near(cx_slice image, cx_slice beginning_slice, cx_slice word_slice, size_t maximum_distance,
                             size_t limit, cx_terms **terms, char **message) {
  return guarded(message, [&] {
    const Vocabulary vocabulary(image);
    const std::string beginning = string_of(beginning_slice), word = string_of(word_slice);
    const size_t scalars = scalars_in(beginning) + scalars_in(word), size = beginning.size() + word.size();
    const uint32_t wanted = letters_of(beginning.data(), beginning.size()) | letters_of(word.data(), word.size());
    DistanceFrom distance_to(word, maximum_distance);
    auto found = std::make_unique<cx_terms>();
    vocabulary.for_each_group([&](const Vocabulary::Group &group) {
      // A code point has four bytes at most.
      if (between(group.scalars, scalars) > maximum_distance || between(group.size, size) > 4 * maximum_distance) return;
      const auto [first, end] = range_of(group, beginning);
      for (size_t index = first; index < end; ++index) {
        const uint32_t letters = group.letters[index];
        // An edit takes away one letter and adds another at most.
        if (has_more_bits(letters & ~wanted, maximum_distance) || has_more_bits(wanted & ~letters, maximum_distance)) {
          continue;
        }
        const char *bytes = group.bytes + index * group.size;
        if (group.size == beginning.size()) continue;
        std::string rest(bytes + beginning.size(), group.size - beginning.size());
        const size_t distance = distance_to(rest);
        if (distance <= maximum_distance) found->entries.push_back({std::move(rest), group.documents[index], distance});
      }
    });
    found->keep_nearest(limit);
    found->lend_entries();
    *terms = found.release();
  });
}

cx_status cx_vocabulary_words(cx_slice image, cx_slice beginning_slice, size_t least, size_t most, cx_terms **terms,
                              char **message) {
  return guarded(message, [&] {
    const Vocabulary vocabulary(image);
    const std::string beginning = string_of(beginning_slice);
    auto found = std::make_unique<cx_terms>();
    vocabulary.for_each_group([&](const Vocabulary::Group &group) {
      if (group.scalars < least || group.scalars > most) return;
      const auto [first, end] = range_of(group, beginning);
      for (size_t index = first; index < end; ++index) {
        found->entries.push_back({std::string(group.bytes + index * group.size, group.size), group.documents[index], 0});
      }
    });
    found->lend_entries();
    *terms = found.release();
  });
}
