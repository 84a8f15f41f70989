#include "document.hpp"

#include "bytes.hpp"
#include "guard.hpp"
#include "list.hpp"

cx_status cx_document_open(cx_document **document, char **message) {
  return guarded(message, [&] { *document = new cx_document; });
}

void cx_document_free(cx_document *document) { delete document; }

cx_status cx_document_add_term(cx_document *document, cx_slice term, uint32_t wdf, char **message) {
  return guarded(message, [&] { document->document.add_term(string_of(term), wdf); });
}

cx_status cx_document_add_posting(cx_document *document, cx_slice term, uint32_t position, uint32_t wdf,
                                  char **message) {
  return guarded(message, [&] { document->document.add_posting(string_of(term), position, wdf); });
}

cx_status cx_document_set_value(cx_document *document, uint32_t slot, cx_slice value, char **message) {
  return guarded(message, [&] { document->document.add_value(slot, string_of(value)); });
}

cx_status cx_document_set_list(cx_document *document, uint32_t slot, const cx_slice *values, size_t count,
                               char **message) {
  return guarded(message, [&] {
    std::string list;
    for (size_t index = 0; index < count; ++index) append_to_list(list, values[index]);
    document->document.add_value(slot, list);
  });
}

cx_status cx_document_set_data(cx_document *document, cx_slice data, char **message) {
  return guarded(message, [&] { document->document.set_data(string_of(data)); });
}
