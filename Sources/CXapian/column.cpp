#include "column.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "guard.hpp"
#include "list.hpp"

namespace {

/// Gathers the values of documents, which come in the order of their numbers.
class ColumnMaker {
 public:
  explicit ColumnMaker(size_t documents) : starts(documents + 1) {}

  void begin(Xapian::docid document) {
    // Numbers come in their order, so what lies between has no values.
    for (; filled < document; ++filled) starts[filled + 1] = static_cast<uint32_t>(ordinals.size());
  }

  void add(std::string value) {
    const auto [place, is_new] = places.try_emplace(std::move(value), static_cast<uint32_t>(names.size()));
    if (is_new) names.push_back(&place->first);
    ordinals.push_back(place->second);
  }

  std::string image() {
    begin(static_cast<Xapian::docid>(starts.size() - 1));
    const std::vector<uint32_t> ranks = sorted();
    for (uint32_t &ordinal : ordinals) ordinal = ranks[ordinal];
    const size_t documents = starts.size() - 1;
    bool is_flat = true;
    for (size_t document = 0; document < documents; ++document) {
      is_flat = is_flat && starts[document + 1] - starts[document] <= 1;
    }
    std::vector<uint32_t> flat;
    if (is_flat) {
      flat.resize(documents);
      for (size_t document = 0; document < documents; ++document) {
        if (starts[document + 1] > starts[document]) flat[document] = ordinals[starts[document]];
      }
    }
    const std::vector<uint32_t> &numbers = is_flat ? flat : ordinals;
    std::vector<uint32_t> ends;
    size_t length = 0;
    for (const std::string *name : names) ends.push_back(static_cast<uint32_t>(length += name->size()));
    if (length > UINT32_MAX) throw Fault(cx_status_failed, "a slot has more values than a column holds");

    std::string image;
    put(image, {is_flat ? 0u : 1u, static_cast<uint32_t>(documents), static_cast<uint32_t>(names.size()),
                static_cast<uint32_t>(numbers.size()), static_cast<uint32_t>(length)});
    if (!is_flat) put(image, starts);
    put(image, numbers);
    put(image, ends);
    for (const std::string *name : names) image += *name;
    return image;
  }

 private:
  static void put(std::string &image, const std::vector<uint32_t> &numbers) {
    image.append(reinterpret_cast<const char *>(numbers.data()), numbers.size() * sizeof(uint32_t));
  }

  /// Puts the names into the order of their bytes, and returns the place of each, from 1, by its old place.
  std::vector<uint32_t> sorted() {
    std::vector<uint32_t> order(names.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](uint32_t one, uint32_t other) { return *names[one] < *names[other]; });
    std::vector<uint32_t> ranks(names.size());
    std::vector<const std::string *> ordered;
    for (uint32_t old : order) {
      ordered.push_back(names[old]);
      ranks[old] = static_cast<uint32_t>(ordered.size());
    }
    names = std::move(ordered);
    return ranks;
  }

  std::vector<uint32_t> starts, ordinals;
  size_t filled = 0;
  std::unordered_map<std::string, uint32_t> places;  ///< Its strings stay where they are.
  std::vector<const std::string *> names;
};

}  // namespace

std::string column_image(const Xapian::Database &database, Xapian::valueno slot, bool is_of_lists) {
  ColumnMaker maker(size_t{database.get_lastdocid()} + 1);
  for (auto at = database.valuestream_begin(slot); at != database.valuestream_end(slot); ++at) {
    maker.begin(at.get_docid());
    if (is_of_lists) {
      for_each_in_list(*at, [&](std::string value) { maker.add(std::move(value)); });
    } else {
      maker.add(*at);
    }
  }
  return maker.image();
}
