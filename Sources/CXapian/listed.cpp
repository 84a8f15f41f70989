#include "listed.hpp"

#include "list.hpp"

ListedSource::ListedSource(uint32_t slot, const cx_slice *values, size_t count) : ValuePostingSource(slot) {
  const auto lists = std::make_shared<Lists>();
  for (size_t index = 0; index < count; ++index) {
    std::string list;
    append_to_list(list, values[index]);
    lists->insert(std::move(list));
  }
  wanted = lists;
}

ListedSource::ListedSource(uint32_t slot, std::shared_ptr<const Lists> wanted)
    : ValuePostingSource(slot), wanted(std::move(wanted)) {}

void ListedSource::init(const Xapian::Database &database) {
  ValuePostingSource::init(database);
  set_maxweight(0);
  // The base class takes every document that has a value for a match.
  set_termfreq_min(0);
}

void ListedSource::next(double min_wt) {
  do {
    ValuePostingSource::next(min_wt);
  } while (!at_end() && !is_wanted(get_value()));
}

void ListedSource::skip_to(Xapian::docid min_docid, double min_wt) {
  ValuePostingSource::skip_to(min_docid, min_wt);
  if (!at_end() && !is_wanted(get_value())) next(min_wt);
}

bool ListedSource::check(Xapian::docid min_docid, double min_wt) {
  // False says nothing of where this stands; so the document itself is no match where its value is not.
  return ValuePostingSource::check(min_docid, min_wt) && (at_end() || is_wanted(get_value()));
}

bool ListedSource::is_wanted(const std::string &list) const {
  if (wanted->count(list) > 0) return true;
  // A list of one short value has no other value to look for.
  if (!list.empty() && static_cast<unsigned char>(list[0]) + size_t{1} == list.size()) return false;
  bool found = false;
  for_each_in_list(list, [&](const std::string &value) {
    std::string alone;
    append_to_list(alone, slice_of(value));
    found = found || wanted->count(alone) > 0;
  });
  return found;
}

ListedSource *ListedSource::clone() const { return new ListedSource(get_slot(), wanted); }

std::string ListedSource::get_description() const {
  return "Listed(" + std::to_string(get_slot()) + ", " + std::to_string(wanted->size()) + " values)";
}
