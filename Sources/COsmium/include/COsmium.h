/*
 * Roads of an OpenStreetMap file as flat buffers; a C face on libosmium.
 *
 * No exception crosses this border: a failure is a status and a text. Nothing here judges a tag;
 * which keys and values matter is the caller's list.
 */
#ifndef JOL_COSMIUM_H
#define JOL_COSMIUM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Why reading failed. */
typedef enum {
    CO_OK = 0,
    CO_CANNOT_OPEN = 1,
    CO_DAMAGED = 2,
    CO_TOO_LARGE = 3,
    CO_NO_MEMORY = 4,
    CO_UNSUPPORTED = 5,
} co_status;

/* A list of texts without terminating zeros to count. */
typedef struct {
    const char *const *texts;
    size_t count;
} co_texts;

/* What to read. */
typedef struct {
    /* File name; never treated as a URL. */
    const char *path;
    /* "osm", "osm.gz" or "osm.bz2", whatever the name ends in. */
    const char *format;
    /* Values of `highway` that make a way a road. */
    co_texts road_values;
    /* Keys whose values are handed out for roads, relations and posts; `name:*` gathers the names in
     * all languages, each followed by `;`. */
    co_texts way_keys;
    co_texts relation_keys;
    co_texts post_keys;
} co_request;

/* Values of a table of tags: row-major, one column a key; value k of row r is
 * bytes[ends[r * keys + k - 1] .. ends[r * keys + k]], empty when the key is absent. */
typedef struct {
    const char *bytes;
    const uint32_t *ends;
    size_t keys;
} co_tags;

/* Everything that was read; pointers live until co_free. */
typedef struct {
    /* Ways with a `highway` of the list, in file order. */
    size_t way_count;
    const int64_t *way_id;
    /* way_count + 1 entries into way_nodes. */
    const uint32_t *way_start;
    /* Rows of the node table. */
    const uint32_t *way_nodes;
    co_tags way_tags;

    /* Nodes of those ways, ascending by id; coordinates in 1e-7 degrees, INT32_MAX when the file
     * does not hold the node, INT32_MAX - 1 when its coordinates are impossible. */
    size_t node_count;
    const int64_t *node_id;
    const int32_t *node_x;
    const int32_t *node_y;

    /* Relations of type `restriction` or `restriction:...`, and road routes. */
    size_t relation_count;
    const int64_t *relation_id;
    /* relation_count + 1 entries into the members. */
    const uint32_t *relation_start;
    /* Kind: 'n', 'w' or 'r'; role: 'f' from, 't' to, 'v' via, '?' other. */
    const char *member_kind;
    const char *member_role;
    const int64_t *member_ref;
    co_tags relation_tags;

    /* Nodes tagged highway=milestone, highway=speed_camera or railway=level_crossing, in file order;
     * coordinates as above. */
    size_t post_count;
    const int64_t *post_id;
    const int32_t *post_x;
    const int32_t *post_y;
    co_tags post_tags;

    /* Ways with a `highway` that is not in the list. */
    uint64_t other_highways;
    /* Nodes of those ways that the file has once more at another place. */
    uint64_t moved_nodes;
} co_view;

typedef struct co_roads co_roads;

/* Reads a file in two passes. On failure *roads is NULL and `error` holds a text that ends in zero. */
co_status co_read(const co_request *request, co_roads **roads, char *error, size_t error_capacity);

/* The buffers of what was read. */
co_view co_look(const co_roads *roads);

/* Releases everything. */
void co_free(co_roads *roads);

#ifdef __cplusplus
}
#endif

#endif
