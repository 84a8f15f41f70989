// Index only: the text fields with Xapian's own term generator, six boolean fields, the line as data. No ledger.
#include "guard.hpp"
#include "plain_xapian.h"
#include <fstream>
#include <string>
#include <vector>

namespace {

/// The columns of a corpus, a line each record, separated by tabs.
enum Column { id, title, description, publisher, keywords, theme, sensitivity, license, sharing, format, modified, variables, columns };

std::vector<std::string> split(const std::string &line) {
  std::vector<std::string> fields;
  size_t start = 0;
  for (size_t tab; (tab = line.find('\t', start)) != std::string::npos; start = tab + 1)
    fields.push_back(line.substr(start, tab - start));
  fields.push_back(line.substr(start));
  fields.resize(columns);
  return fields;
}

struct Text { Column column; Xapian::termcount weight; };
struct Facet { Column column; const char *prefix; };

constexpr Text texts[] = {{title, 5}, {description, 1}, {publisher, 2}, {keywords, 3}, {variables, 1}};
constexpr Facet facets[] = {{theme, "XT"}, {sensitivity, "XS"}, {license, "XL"}, {sharing, "XH"}, {format, "XF"}, {publisher, "XP"}};

size_t add(Xapian::WritableDatabase &database, const char *corpus) {
  std::ifstream input(corpus);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("english"));
  size_t count = 0;
  for (std::string line; std::getline(input, line); ++count) {
    auto fields = split(line);
    Xapian::Document document;
    generator.set_document(document);
    generator.set_termpos(0);
    generator.index_text(fields[title], 5, "S");
    for (auto &text : texts) {
      generator.index_text(fields[text.column], text.weight);
      generator.increase_termpos();
    }
    Xapian::valueno slot = 0;
    for (auto &facet : facets) {
      document.add_boolean_term(std::string(facet.prefix) + ":" + fields[facet.column]);
      document.add_value(slot++, fields[facet.column]);
    }
    document.add_value(slot, fields[modified]);
    document.set_data(line);
    auto unique = "Q" + fields[id];
    document.add_boolean_term(unique);
    database.replace_document(unique, document);
  }
  database.commit();
  return count;
}

}  // namespace

size_t plain_index(const char *path, const char *corpus) {
  return guarded([&] {
    Xapian::WritableDatabase database(path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS);
    return add(database, corpus);
  });
}

size_t plain_add(const char *path, const char *corpus) {
  return guarded([&] {
    Xapian::WritableDatabase database(path, Xapian::DB_OPEN);
    return add(database, corpus);
  });
}
