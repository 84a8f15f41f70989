// CXapian: the part of Xapian 1.4 that SearchIndex builds on, as C. Mechanism only: defaults, limits,
// field names and formats of stored data belong to Swift.
//
// Ownership   What *_open, or a function with a `**` result, hands out is the caller's until its *_free,
//             which takes NULL and cannot fail.
// Bytes       A cx_slice is lent: arguments for the call, results until their owner is freed or, where
//             said, used again. Text is UTF-8 with a length; a NUL inside is data.
// Errors      What can fail returns cx_status. On cx_status_ok the out-parameters are set; otherwise they
//             are untouched, and *message holds text for cx_string_free (or NULL, when memory ran out).
// Threads     One thread at a time in one handle; separate handles are independent.
// Exceptions  None leaves this header.

#ifndef CXAPIAN_H
#define CXAPIAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma clang assume_nonnull begin

// MARK: Statuses

/// What went wrong, by what a caller can do about it. status.cpp maps Xapian's exceptions to these.
typedef enum __attribute__((enum_extensibility(closed))) cx_status {
  cx_status_ok = 0,
  cx_status_not_found,            ///< No database, or no such document. Create it, or mend the path.
  cx_status_locked,               ///< Another writer holds the database. Try again later.
  cx_status_modified,             ///< The snapshot was overwritten. Reopen and ask again.
  cx_status_corrupt,              ///< The files are damaged. Rebuild.
  cx_status_unsupported_version,  ///< Written by another version of Xapian. Rebuild, or upgrade.
  cx_status_bad_query,            ///< The query cannot be run, as a wildcard with too many terms.
  cx_status_invalid_argument,     ///< The engine refuses an argument whatever the database holds.
  cx_status_no_space,             ///< The disk, quota or file size limit is full.
  cx_status_permission_denied,    ///< The file system says no, or is read-only.
  cx_status_too_many_files,       ///< No file descriptor is left. Open fewer databases at once.
  cx_status_input_output,         ///< Any other failure of the operating system under a file.
  cx_status_out_of_memory,        ///< Memory ran out.
  cx_status_no_process,           ///< The system does not allow another process, or has ended one. Allow more.
  cx_status_failed,               ///< None of these: a fault of ours or of the engine.
} cx_status;

/// Frees the message of a failed call.
void cx_string_free(char *_Nullable message);

/// Throws the exception of the given class inside the guard, and returns the status it becomes; it has
/// no other effect. For tests only: so each status is reached once without a full disk at hand.
///
/// `exception` is the name of a class of Xapian (as "DatabaseLockError"), "bad_alloc", "exception" or
/// "int"; "destructor" for one thrown out of a destructor and "twice" for one thrown while another is under way, both as
/// out of a commit; other names are an invalid argument. `error_number` is the errno that a Xapian error carries; 0 is none.
cx_status cx_test_throw(const char *exception, const char *text, int error_number,
                        char *_Nullable *_Nonnull message);

/// The version of the Xapian that is linked, as "1.4.22"; lasts as long as the process.
const char *cx_version(void);

// MARK: Bytes

/// A run of bytes that someone else owns. `bytes` may be NULL when `count` is 0.
typedef struct cx_slice {
  const void *_Nullable bytes;
  size_t count;
} cx_slice;

/// A run of bytes that the caller owns.
typedef struct cx_bytes cx_bytes;
cx_slice cx_bytes_slice(const cx_bytes *bytes);
void cx_bytes_free(cx_bytes *_Nullable bytes);

// MARK: Documents

/// A document in the making. Terms and values repeat freely: the wdf of a term adds up, the last value
/// of a slot stays, an empty value clears it.
typedef struct cx_document cx_document;

cx_status cx_document_open(cx_document *_Nullable *_Nonnull document, char *_Nullable *_Nonnull message);
void cx_document_free(cx_document *_Nullable document);
cx_status cx_document_add_term(cx_document *document, cx_slice term, uint32_t wdf,
                               char *_Nullable *_Nonnull message);
cx_status cx_document_add_posting(cx_document *document, cx_slice term, uint32_t position, uint32_t wdf,
                                  char *_Nullable *_Nonnull message);
cx_status cx_document_set_value(cx_document *document, uint32_t slot, cx_slice value,
                                char *_Nullable *_Nonnull message);
/// Makes `slot` a list of values, in the form that facets are counted from. list.hpp has the form.
cx_status cx_document_set_list(cx_document *document, uint32_t slot, const cx_slice *_Nullable values,
                               size_t count, char *_Nullable *_Nonnull message);
cx_status cx_document_set_data(cx_document *document, cx_slice data, char *_Nullable *_Nonnull message);

// MARK: Writing

/// A database opened for writing, with its lock. Always glass, never a stub: a stub may name a program
/// to run.
typedef struct cx_writer cx_writer;

/// Opens the database in the directory at `path`; with `create`, makes it (not its parents) where there
/// is none. A link, or a path that is not a directory, is refused. Without `is_durable`, nothing that is written is synced,
/// and a crash may leave no database: for what is not used after one.
cx_status cx_writer_open(cx_slice path, bool create, bool is_durable, cx_writer *_Nullable *_Nonnull writer,
                         char *_Nullable *_Nonnull message);
/// Frees the writer and its lock. A transaction that is still open is cancelled.
void cx_writer_free(cx_writer *_Nullable writer);
cx_status cx_writer_begin(cx_writer *writer, char *_Nullable *_Nonnull message);
/// Commits, then syncs the directory: Xapian syncs its files, but not the rename that makes them current.
cx_status cx_writer_commit(cx_writer *writer, char *_Nullable *_Nonnull message);
cx_status cx_writer_cancel(cx_writer *writer, char *_Nullable *_Nonnull message);
/// Puts `document` in the place of every document with the term `unique`, or adds it.
cx_status cx_writer_replace(cx_writer *writer, cx_slice unique, const cx_document *document,
                            char *_Nullable *_Nonnull message);
/// Deletes every document with the term `unique`; it is not an error if there is none.
cx_status cx_writer_delete(cx_writer *writer, cx_slice unique, char *_Nullable *_Nonnull message);
/// An absent key has an empty value, and setting an empty value removes the key.
cx_status cx_writer_metadata(const cx_writer *writer, cx_slice key, cx_bytes *_Nullable *_Nonnull value,
                             char *_Nullable *_Nonnull message);
cx_status cx_writer_set_metadata(cx_writer *writer, cx_slice key, cx_slice value,
                                 char *_Nullable *_Nonnull message);
cx_status cx_writer_document_count(const cx_writer *writer, size_t *count, char *_Nullable *_Nonnull message);

// MARK: Reading

/// One snapshot of some databases, read as one.
typedef struct cx_reader cx_reader;

/// A reader of no database yet, which answers as an empty one does.
cx_status cx_reader_open(cx_reader *_Nullable *_Nonnull reader, char *_Nullable *_Nonnull message);
void cx_reader_free(cx_reader *_Nullable reader);
/// Adds the database in the directory at `path`. Always glass, never a stub, as for cx_writer_open.
cx_status cx_reader_add(cx_reader *reader, cx_slice path, char *_Nullable *_Nonnull message);
/// The same for a database whose metadata under `key` has to be `value`, and whose documents all have data and positions:
/// any other is reported as damage, and so is one that lacks a table.
cx_status cx_reader_add_sealed(cx_reader *reader, cx_slice path, cx_slice key, cx_slice value,
                               char *_Nullable *_Nonnull message);
/// Moves to the newest snapshot. `*changed` tells whether there was a newer one.
cx_status cx_reader_reopen(cx_reader *reader, bool *changed, char *_Nullable *_Nonnull message);
/// The metadata of the first database; empty when the key is absent.
cx_status cx_reader_metadata(const cx_reader *reader, cx_slice key, cx_bytes *_Nullable *_Nonnull value,
                             char *_Nullable *_Nonnull message);
cx_status cx_reader_document_count(const cx_reader *reader, size_t *count, char *_Nullable *_Nonnull message);
/// How many documents have `term`.
cx_status cx_reader_frequency(const cx_reader *reader, cx_slice term, size_t *count,
                              char *_Nullable *_Nonnull message);
/// The data of the first document with the term `unique`; `*data` is NULL when there is none.
cx_status cx_reader_data(const cx_reader *reader, cx_slice unique, cx_bytes *_Nullable *_Nonnull data,
                         char *_Nullable *_Nonnull message);

// MARK: Terms

/// A term with a count: documents, or wdf, as the function that made it says.
typedef struct cx_term {
  cx_slice term;
  size_t count;
  size_t distance;  ///< From the word asked for; 0 where none was.
} cx_term;

typedef struct cx_term_span {
  const cx_term *_Nullable items;
  size_t count;
} cx_term_span;

typedef struct cx_terms cx_terms;
/// The terms, in byte order.
cx_term_span cx_terms_span(const cx_terms *terms);
void cx_terms_free(cx_terms *_Nullable terms);

/// The first `limit` live terms with `prefix`, which is left off, and the documents that hold each.
cx_status cx_reader_terms(const cx_reader *reader, cx_slice prefix, size_t limit,
                          cx_terms *_Nullable *_Nonnull terms, char *_Nullable *_Nonnull message);
/// All keys of the metadata of the first database that begin with `prefix`, which is left off.
cx_status cx_reader_metadata_keys(const cx_reader *reader, cx_slice prefix, cx_terms *_Nullable *_Nonnull keys,
                                  char *_Nullable *_Nonnull message);
/// The terms of the first document with the term `unique`, and the wdf of each; `*terms` is NULL when
/// there is no such document.
cx_status cx_reader_document_terms(const cx_reader *reader, cx_slice unique, cx_terms *_Nullable *_Nonnull terms,
                                   char *_Nullable *_Nonnull message);

// MARK: Queries

/// A query, built as on a stack calculator: leaves are pushed, operators replace the topmost nodes by
/// one. It is whole when one node is left. So there is one handle to free, whatever fails half-way.
typedef struct cx_query cx_query;

/// The operators over several nodes. Xapian: Query::op.
typedef enum __attribute__((enum_extensibility(closed))) cx_operator {
  cx_operator_and,
  cx_operator_or,
  cx_operator_and_not,
  cx_operator_filter,
  cx_operator_and_maybe,
  cx_operator_synonym,
  cx_operator_phrase,  ///< Over pushed terms only.
  cx_operator_near,    ///< Over pushed terms only.
} cx_operator;

cx_status cx_query_open(cx_query *_Nullable *_Nonnull query, char *_Nullable *_Nonnull message);
void cx_query_free(cx_query *_Nullable query);
cx_status cx_query_push_all(cx_query *query, char *_Nullable *_Nonnull message);
cx_status cx_query_push_nothing(cx_query *query, char *_Nullable *_Nonnull message);
/// `wqf` is how often the term counts as standing in the query.
cx_status cx_query_push_term(cx_query *query, cx_slice term, uint32_t wqf, char *_Nullable *_Nonnull message);
/// Documents with `term`, all with one weight, whatever their wdf and however many they are.
cx_status cx_query_push_fixed(cx_query *query, cx_slice term, double weight, char *_Nullable *_Nonnull message);
/// Documents whose value in `slot` lies between the bounds, both included, bytewise. An empty bound is
/// open; a document without a value never matches.
cx_status cx_query_push_range(cx_query *query, uint32_t slot, cx_slice lower, cx_slice upper,
                              char *_Nullable *_Nonnull message);
/// Documents with a term that begins with `prefix`. A search finds cx_status_bad_query when one of the
/// databases has more than `limit` such terms; 0 means no limit.
cx_status cx_query_push_wildcard(cx_query *query, cx_slice prefix, uint32_t limit,
                                 char *_Nullable *_Nonnull message);
/// Documents that are marked; no weight. `words` has one set for each part of `reader`, one behind the other, and `counts` how
/// many words each has; the query is then for that reader in its present state. Without a reader nothing is marked: that is
/// for printing, as which `description` stands.
cx_status cx_query_push_marked(cx_query *query, const cx_reader *_Nullable reader, const uint64_t *_Nullable words,
                               const size_t *_Nullable counts, cx_slice description,
                               char *_Nullable *_Nonnull message);
/// Replaces the topmost `count` nodes, in the order they were pushed, by one. No node at all makes a
/// query that matches nothing. `window` matters to phrase and near: the positions they may span.
cx_status cx_query_combine(cx_query *query, cx_operator combination, size_t count, uint32_t window,
                           char *_Nullable *_Nonnull message);
/// Multiplies the weight of the topmost node, by 0 or more.
cx_status cx_query_scale(cx_query *query, double factor, char *_Nullable *_Nonnull message);
/// The query as Xapian prints it.
cx_status cx_query_description(const cx_query *query, cx_bytes *_Nullable *_Nonnull description,
                               char *_Nullable *_Nonnull message);

// MARK: Searching

/// The parameters of Xapian::BM25Weight.
typedef struct cx_bm25 {
  double k1, k2, k3, b, minimum_normalized_length;
} cx_bm25;

/// Where the weight comes among the sort keys.
typedef enum __attribute__((enum_extensibility(closed))) cx_relevance {
  cx_relevance_first,
  cx_relevance_last,
  cx_relevance_ignored,
} cx_relevance;

/// A value to sort by, bytewise. `missing` stands in for the value of a document that has none.
typedef struct cx_sort_key {
  uint32_t slot;
  bool descending;
  cx_slice missing;
} cx_sort_key;

typedef struct cx_search {
  size_t offset;
  size_t limit;
  cx_bm25 weighting;
  cx_relevance relevance;
  const cx_sort_key *_Nullable keys;
  size_t key_count;
  const uint32_t *_Nullable facet_slots;  ///< Slots written by cx_document_set_list.
  size_t facet_slot_count;
  bool is_of_values;    ///< Whether a match brings a value instead of its data.
  uint32_t value_slot;  ///< Which.
  bool is_bare;         ///< Whether it brings neither.
} cx_search;

typedef struct cx_match {
  double weight;
  cx_slice data;      ///< Or the value in `value_slot`.
  uint32_t document;  ///< Its number in the reader: part + 1 + parts × (its number in the part - 1).
} cx_match;

typedef struct cx_match_span {
  const cx_match *_Nullable items;
  size_t count;
} cx_match_span;

/// How many of the documents looked at have `value` in the list of `slot`.
typedef struct cx_facet {
  uint32_t slot;
  cx_slice value;
  size_t count;
} cx_facet;

typedef struct cx_facet_span {
  const cx_facet *_Nullable items;
  size_t count;
} cx_facet_span;

/// A whole answer, copied out of the snapshot: it outlives the reader.
typedef struct cx_matches cx_matches;

/// Runs `query`. Xapian: Enquire::get_mset.
cx_status cx_reader_search(const cx_reader *reader, const cx_query *query, const cx_search *search,
                           cx_matches *_Nullable *_Nonnull matches, char *_Nullable *_Nonnull message);
void cx_matches_free(cx_matches *_Nullable matches);
/// How many documents match; exact, as each is looked at.
size_t cx_matches_total(const cx_matches *matches);
/// The documents from `offset` on, best first.
cx_match_span cx_matches_span(const cx_matches *matches);
/// The facets, in no particular order.
cx_facet_span cx_matches_facets(const cx_matches *matches);

/// The data of some documents by their numbers in the reader, or their values in `search->value_slot`, as if they had been
/// found in that order; of `search` nothing else counts.
cx_status cx_reader_documents(const cx_reader *reader, const uint32_t *_Nullable documents, size_t count,
                              const cx_search *search, cx_matches *_Nullable *_Nonnull matches,
                              char *_Nullable *_Nonnull message);

// MARK: Parts

// The databases of a reader, one by one, in the order in which they were added. `part` is a place in that order, from 0.
// Sets of documents are bits by the document's number in its part: bit n % 64 of word n / 64. Functions that mark
// documents set bits and clear none.

/// What one state of a database is known by, apart from its name.
typedef struct cx_part_state {
  uint64_t revision;
  uint64_t total_length;   ///< Of all terms of all documents.
  uint32_t document_count;
  uint32_t last_document;  ///< The greatest number that a document has had.
} cx_part_state;

size_t cx_reader_part_count(const cx_reader *reader);
cx_status cx_part_describe(const cx_reader *reader, size_t part, cx_part_state *state,
                           cx_bytes *_Nullable *_Nonnull uuid, char *_Nullable *_Nonnull message);
/// Marks the documents that have `term`; all, for the empty term. Xapian: Database::postlist_begin.
cx_status cx_part_mark_term(const cx_reader *reader, size_t part, cx_slice term, uint64_t *words, size_t count,
                            char *_Nullable *_Nonnull message);
/// The documents that have `term`, by their numbers, each with its wdf: pairs of 32 bits, as this machine has them. NULL where
/// there are more than `limit`.
cx_status cx_part_postings(const cx_reader *reader, size_t part, cx_slice term, size_t limit,
                           cx_bytes *_Nullable *_Nonnull postings, char *_Nullable *_Nonnull message);
/// Marks the documents that have a term with `prefix`; cx_status_bad_query where `whole_count` parts from `whole_first` on,
/// of which `part` is one, have more than `limit` such terms together.
cx_status cx_part_mark_prefix(const cx_reader *reader, size_t part, size_t whole_first, size_t whole_count,
                              cx_slice prefix, uint32_t limit, uint64_t *words, size_t count,
                              char *_Nullable *_Nonnull message);
/// Marks the documents that match `query`.
cx_status cx_part_mark_query(const cx_reader *reader, size_t part, const cx_query *query, uint64_t *words, size_t count,
                             char *_Nullable *_Nonnull message);
/// The values of a slot, or of the lists in it, by document. column.hpp has the form of the image.
cx_status cx_part_column(const cx_reader *reader, size_t part, uint32_t slot, bool is_of_lists,
                         cx_bytes *_Nullable *_Nonnull image, char *_Nullable *_Nonnull message);
/// The numbers of all documents in the order of some keys, equals by their numbers: 32 bits each, as this machine has them.
cx_status cx_part_order(const cx_reader *reader, size_t part, const cx_sort_key *_Nullable keys, size_t key_count,
                        cx_bytes *_Nullable *_Nonnull numbers, char *_Nullable *_Nonnull message);

/// The words of a part: its live terms with `prefix`, but for those that go on with an ASCII capital, which have a longer
/// prefix. Not Xapian's spelling table, which remembers the words of deleted documents. vocabulary.hpp has the form of the image.
cx_status cx_part_vocabulary(const cx_reader *reader, size_t part, cx_slice prefix, cx_bytes *_Nullable *_Nonnull image,
                             char *_Nullable *_Nonnull message);

// MARK: Vocabularies

// An image of cx_part_vocabulary, aligned as 32-bit numbers are; cx_status_corrupt for any other bytes.

cx_status cx_vocabulary_check(cx_slice image, char *_Nullable *_Nonnull message);
/// The words that begin with `beginning` and go on with something within `maximum_distance` of `word`; the beginning is left
/// off. The nearest `limit` of them: of those as near as each other the more frequent, then in the order of their bytes.
///
/// The distance counts code points inserted, deleted, replaced, or swapped with their neighbour.
cx_status cx_vocabulary_near(cx_slice image, cx_slice beginning, cx_slice word, size_t maximum_distance, size_t limit,
                             cx_terms *_Nullable *_Nonnull terms, char *_Nullable *_Nonnull message);
/// The words of `least` to `most` code points that begin with `beginning`, the shortest first.
cx_status cx_vocabulary_words(cx_slice image, cx_slice beginning, size_t least, size_t most,
                              cx_terms *_Nullable *_Nonnull terms, char *_Nullable *_Nonnull message);

// MARK: Upkeep

/// Everything that is in a document, in one form: to compare what is stored with what should be.
cx_status cx_document_contents(const cx_document *document, cx_bytes *_Nullable *_Nonnull contents,
                               char *_Nullable *_Nonnull message);
/// The same of the first document with the term `unique`; `*contents` is NULL when there is none.
cx_status cx_reader_contents(const cx_reader *reader, cx_slice unique, cx_bytes *_Nullable *_Nonnull contents,
                             char *_Nullable *_Nonnull message);
/// Runs Xapian's own check over the database in the directory at `path`, and compares what its documents
/// say of their terms with what its terms say of their documents. Xapian: Database::check, which needs to be
/// allowed to write and is left out where it is not.
///
/// It runs in a process of its own, as some damage makes it crash: that too is a finding. `*report` holds
/// what it found, some lines; it is empty when nothing is wrong. A check that the system has not allowed to start or to
/// finish, as for want of memory, has found nothing: that is a status.
cx_status cx_database_check(cx_slice path, cx_bytes *_Nullable *_Nonnull report,
                            char *_Nullable *_Nonnull message);
/// Writes a compacted copy of the database at `source`, without what deleted documents left behind, into a
/// new directory `target`. Xapian: Database::compact. The copy is not synced.
cx_status cx_database_compact(cx_slice source, cx_slice target, char *_Nullable *_Nonnull message);
/// Writes the documents of some databases into a new database in the directory `target`, in the order of the databases and
/// in each in that of its documents. Metadata of one key is that of the first database that has it. Nothing is synced.
cx_status cx_databases_merge(const cx_slice *sources, size_t count, cx_slice target,
                             char *_Nullable *_Nonnull message);

/// Puts each of two directories in the place of the other, at once: whoever looks finds one or the other
/// under a name, and never nothing. Both names are durable on return; where that alone failed, they are exchanged
/// all the same. cx_status_invalid_argument: the file system cannot exchange names, and nothing has changed.
cx_status cx_directory_exchange(cx_slice first, cx_slice second, char *_Nullable *_Nonnull message);

// MARK: Stemming

typedef struct cx_stemmer cx_stemmer;

/// `language` is a name or code that Xapian::Stem knows; "none" leaves words as they are.
cx_status cx_stemmer_open(cx_slice language, cx_stemmer *_Nullable *_Nonnull stemmer,
                          char *_Nullable *_Nonnull message);
void cx_stemmer_free(cx_stemmer *_Nullable stemmer);
/// The stem of a word in lower case. `*stem` is lent until the stemmer is used again.
cx_status cx_stemmer_stem(cx_stemmer *stemmer, cx_slice word, cx_slice *stem,
                          char *_Nullable *_Nonnull message);

#pragma clang assume_nonnull end

#ifdef __cplusplus
}
#endif

#endif
