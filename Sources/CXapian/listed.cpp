#include "listed.hpp"

#include <algorithm>

#include "guard.hpp"
#include "list.hpp"

void Marks::add(Xapian::docid document) {
  const size_t word = document / 64;
  if (word >= bits.size()) bits.resize(word + 1);
  bits[word] |= uint64_t{1} << (document % 64);
  ++count;
}

bool Marks::holds(Xapian::docid document) const {
  const size_t word = document / 64;
  return word < bits.size() && (bits[word] >> (document % 64) & 1) != 0;
}

Xapian::docid Marks::first_from(Xapian::docid document) const {
  size_t word = document / 64;
  if (word >= bits.size()) return 0;
  uint64_t rest = bits[word] & (~uint64_t{0} << (document % 64));
  while (rest == 0) {
    if (++word == bits.size()) return 0;
    rest = bits[word];
  }
  return static_cast<Xapian::docid>(word * 64 + static_cast<size_t>(__builtin_ctzll(rest)));
}

Listing::Listing(uint32_t slot, const cx_slice *values, size_t count) : slot(slot) {
  for (size_t index = 0; index < count; ++index) {
    std::string list;
    append_to_list(list, values[index]);
    wanted.insert(std::move(list));
  }
}

bool Listing::is_wanted(const std::string &list) const {
  if (wanted.count(list) > 0) return true;
  // A list of one short value has no other value to look for.
  if (!list.empty() && static_cast<unsigned char>(list[0]) + size_t{1} == list.size()) return false;
  bool found = false;
  for_each_in_list(list, [&](const std::string &value) {
    std::string alone;
    append_to_list(alone, slice_of(value));
    found = found || wanted.count(alone) > 0;
  });
  return found;
}

std::shared_ptr<const Marks> Listing::marks(const Xapian::Database &database) const {
  const std::string name = database.get_uuid();
  if (name.empty()) return nullptr;
  const Xapian::rev revision = database.get_revision();
  {
    const std::lock_guard<std::mutex> held(lock);
    auto &entry = known[name];
    if (!entry || entry->revision != revision) {
      auto first = std::make_shared<Marks>();
      first->revision = revision;
      entry = first;
      return nullptr;
    }
    if (!entry->bits.empty()) return entry;
  }
  const auto found = mark(database, revision);
  const std::lock_guard<std::mutex> held(lock);
  return known[name] = found;
}

std::shared_ptr<const Marks> Listing::mark(const Xapian::Database &database, Xapian::rev revision) const {
  auto found = std::make_shared<Marks>();
  found->revision = revision;
  found->bits.resize(1);  // so that what was found tells itself from what was not looked for
  for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot); ++value) {
    if (is_wanted(*value)) found->add(value.get_docid());
  }
  return found;
}

ListedSource::ListedSource(std::shared_ptr<const Listing> listing)
    : ValuePostingSource(listing->slot), listing(std::move(listing)) {}

void ListedSource::init(const Xapian::Database &database) {
  ValuePostingSource::init(database);
  set_maxweight(0);
  marks = listing->marks(database);
  marked = passed = 0;
  is_past_marks = false;
  // The base class takes every document that has a value for a match.
  set_termfreq_min(marks ? marks->count : 0);
  if (marks) set_termfreq_est(marks->count);
  if (marks) set_termfreq_max(marks->count);
}

void ListedSource::move_to(Xapian::docid document) {
  marked = marks->first_from(document);
  is_past_marks = marked == 0;
}

void ListedSource::next(double min_wt) {
  if (marks) return move_to(std::max(marked, passed) + 1);
  do {
    ValuePostingSource::next(min_wt);
  } while (!ValuePostingSource::at_end() && !listing->is_wanted(get_value()));
}

void ListedSource::skip_to(Xapian::docid min_docid, double min_wt) {
  if (marks) {
    if (marked < min_docid) move_to(min_docid);
    return;
  }
  ValuePostingSource::skip_to(min_docid, min_wt);
  if (!ValuePostingSource::at_end() && !listing->is_wanted(get_value())) next(min_wt);
}

bool ListedSource::check(Xapian::docid min_docid, double min_wt) {
  if (marks) {
    if (marked >= min_docid) return true;
    const bool holds = marks->holds(min_docid);
    (holds ? marked : passed) = min_docid;
    return holds;
  }
  // False says nothing of where this stands; so the document itself is not a match where its value is not.
  return ValuePostingSource::check(min_docid, min_wt) &&
         (ValuePostingSource::at_end() || listing->is_wanted(get_value()));
}

bool ListedSource::at_end() const { return marks ? is_past_marks : ValuePostingSource::at_end(); }

Xapian::docid ListedSource::get_docid() const { return marks ? marked : ValuePostingSource::get_docid(); }

ListedSource *ListedSource::clone() const { return new ListedSource(listing); }

std::string ListedSource::get_description() const {
  return "Listed(" + std::to_string(listing->slot) + ", " + std::to_string(listing->size()) + " values)";
}

cx_status cx_listed_open(uint32_t slot, const cx_slice *values, size_t count, cx_listed **listed, char **message) {
  return guarded(message, [&] { *listed = new cx_listed{std::make_shared<Listing>(slot, values, count)}; });
}

void cx_listed_free(cx_listed *listed) { delete listed; }
