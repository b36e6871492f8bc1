// Reads roads with libosmium and keeps them in flat buffers. See include/COsmium.h.

#include "COsmium.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <limits>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <osmium/io/bzip2_compression.hpp>
#include <osmium/io/detail/read_write.hpp>
#include <osmium/io/gzip_compression.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/io/xml_input.hpp>
#include <osmium/osm/node.hpp>
#include <osmium/osm/relation.hpp>
#include <osmium/osm/way.hpp>
#include <osmium/thread/pool.hpp>

namespace {

constexpr int32_t missing_coordinate = std::numeric_limits<int32_t>::max();
constexpr int32_t impossible_coordinate = missing_coordinate - 1;

struct too_large : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// The caller's keys or values. Lists are short and most tags differ in length or first byte, so a
// scan beats hashing.
class text_list {
    struct entry {
        const char *text;
        size_t length;
    };
    std::vector<entry> m_entries;

public:
    explicit text_list(const co_texts &texts)
    {
        for (size_t i = 0; i < texts.count; ++i) {
            m_entries.push_back({texts.texts[i], std::strlen(texts.texts[i])});
        }
    }

    size_t size() const noexcept { return m_entries.size(); }

    // The column of an entry that ends in '*' and whose beginning the text has; a language must
    // follow: letters, '-' and '_', two at least.
    size_t find_open(const char *text, size_t length) const noexcept
    {
        for (size_t i = 0; i < m_entries.size(); ++i) {
            const size_t stem = m_entries[i].length - 1;
            if (m_entries[i].text[stem] != '*' || length < stem + 2 || length > stem + 7 ||
                std::memcmp(m_entries[i].text, text, stem) != 0) {
                continue;
            }
            bool is_language = true;
            for (size_t k = stem; k < length; ++k) {
                const char low = static_cast<char>(text[k] | 0x20);
                is_language = is_language &&
                              ((low >= 'a' && low <= 'z') || text[k] == '-' || text[k] == '_');
            }
            if (is_language) {
                return i;
            }
        }
        return m_entries.size();
    }

    bool is_open(size_t entry) const noexcept
    {
        return m_entries[entry].text[m_entries[entry].length - 1] == '*';
    }

    size_t find(const char *text) const noexcept
    {
        const size_t length = std::strlen(text);
        for (size_t i = 0; i < m_entries.size(); ++i) {
            const auto &entry = m_entries[i];
            if (entry.length == length && entry.text[0] == text[0] &&
                std::memcmp(entry.text, text, length) == 0) {
                return i;
            }
        }
        return find_open(text, length);
    }
};

// A table of tag values, filled row by row.
class tag_table {
    text_list m_keys;
    std::vector<const char *> m_row;
    std::string m_listed;
    std::vector<char> m_bytes;
    std::vector<uint32_t> m_ends;

public:
    explicit tag_table(const co_texts &keys) : m_keys(keys), m_row(m_keys.size()) {}

    void append(const osmium::TagList &tags)
    {
        std::fill(m_row.begin(), m_row.end(), nullptr);
        m_listed.clear();
        size_t open = m_row.size();
        for (const auto &tag : tags) {
            const size_t key = m_keys.find(tag.key());
            if (key >= m_row.size()) {
                continue;
            }
            if (m_keys.is_open(key)) {
                m_listed.append(tag.value()).push_back(';');
                open = key;
            } else {
                m_row[key] = tag.value();
            }
        }
        if (open < m_row.size()) {
            m_row[open] = m_listed.c_str();
        }
        for (const char *value : m_row) {
            if (value != nullptr) {
                m_bytes.insert(m_bytes.end(), value, value + std::strlen(value));
            }
            if (m_bytes.size() > std::numeric_limits<uint32_t>::max()) {
                throw too_large{"more than 4 GiB of tag text"};
            }
            m_ends.push_back(static_cast<uint32_t>(m_bytes.size()));
        }
    }

    co_tags look() const noexcept { return {m_bytes.data(), m_ends.data(), m_keys.size()}; }
};

struct incomplete : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct unsupported : std::runtime_error {
    using std::runtime_error::runtime_error;
};

uint32_t checked_row(size_t row)
{
    if (row >= std::numeric_limits<uint32_t>::max()) {
        throw too_large{"more than 4,294,967,294 vertices or members"};
    }
    return static_cast<uint32_t>(row);
}

} // namespace

struct co_roads {
    text_list road_values;
    std::vector<int64_t> way_id;
    std::vector<uint32_t> way_version;
    std::vector<uint32_t> way_start{0};
    std::vector<int64_t> way_refs;
    std::vector<uint32_t> way_nodes;
    tag_table way_tags;

    std::vector<int64_t> node_id;
    std::vector<int32_t> node_x;
    std::vector<int32_t> node_y;
    std::vector<uint32_t> node_version;
    uint64_t moved_nodes = 0;

    std::vector<int64_t> relation_id;
    std::vector<uint32_t> relation_start{0};
    std::vector<char> member_kind;
    std::vector<char> member_role;
    std::vector<int64_t> member_ref;
    tag_table relation_tags;

    std::vector<int64_t> post_id;
    std::vector<int32_t> post_x;
    std::vector<int32_t> post_y;
    tag_table post_tags;

    uint64_t other_highways = 0;

    explicit co_roads(const co_request &request)
        : road_values(request.road_values), way_tags(request.way_keys),
          relation_tags(request.relation_keys), post_tags(request.post_keys)
    {
    }

    void take(const osmium::Way &way)
    {
        require_one_state(way.visible());
        const char *highway = way.tags()["highway"];
        if (highway == nullptr) {
            return;
        }
        if (road_values.find(highway) == road_values.size()) {
            ++other_highways;
            return;
        }
        way_id.push_back(way.id());
        way_version.push_back(way.version());
        for (const auto &node : way.nodes()) {
            way_refs.push_back(node.ref());
        }
        way_start.push_back(checked_row(way_refs.size()));
        way_tags.append(way.tags());
    }

    void take(const osmium::Relation &relation)
    {
        require_one_state(relation.visible());
        const char *type = relation.tags()["type"];
        if (type == nullptr) {
            return;
        }
        const bool is_restriction =
            std::strncmp(type, "restriction", 11) == 0 && (type[11] == '\0' || type[11] == ':');
        const bool is_route =
            std::strcmp(type, "route") == 0 && relation.tags().has_tag("route", "road");
        if (!is_restriction && !is_route) {
            return;
        }
        relation_id.push_back(relation.id());
        for (const auto &member : relation.members()) {
            const char *role = member.role();
            member_kind.push_back(osmium::item_type_to_char(member.type()));
            member_role.push_back(std::strcmp(role, "from") == 0  ? 'f'
                                  : std::strcmp(role, "to") == 0  ? 't'
                                  : std::strcmp(role, "via") == 0 ? 'v'
                                                                  : '?');
            member_ref.push_back(member.ref());
        }
        relation_start.push_back(checked_row(member_ref.size()));
        relation_tags.append(relation.tags());
    }

    // Replaces node ids by rows of a sorted table. The table grows with the number of road nodes
    // and never with the range of ids, which extracts stretch over 10^11 and more.
    void make_node_table()
    {
        node_id = way_refs;
        std::sort(node_id.begin(), node_id.end());
        node_id.erase(std::unique(node_id.begin(), node_id.end()), node_id.end());
        node_id.shrink_to_fit();
        way_nodes.reserve(way_refs.size());
        size_t row = 0;
        for (const int64_t ref : way_refs) {
            row = row_of(ref, row);
            way_nodes.push_back(static_cast<uint32_t>(row));
        }
        way_refs.clear();
        way_refs.shrink_to_fit();
        node_x.assign(node_id.size(), missing_coordinate);
        node_y.assign(node_id.size(), missing_coordinate);
        node_version.assign(node_id.size(), 0);
    }

    // A file without metadata has version 0 everywhere; one road twice with the same version is a
    // careless merge and counted later.
    void require_one_version_of_ways()
    {
        std::vector<std::pair<int64_t, uint32_t>> known;
        known.reserve(way_id.size());
        for (size_t i = 0; i < way_id.size(); ++i) {
            known.emplace_back(way_id[i], way_version[i]);
        }
        std::sort(known.begin(), known.end());
        for (size_t i = 1; i < known.size(); ++i) {
            require_one_state(known[i].first != known[i - 1].first ||
                              known[i].second == known[i - 1].second);
        }
        way_version.clear();
        way_version.shrink_to_fit();
    }

    void take(const osmium::Node &node, size_t &cursor)
    {
        require_one_state(node.visible());
        int32_t x = impossible_coordinate;
        int32_t y = impossible_coordinate;
        if (node.location().valid()) {
            x = node.location().x();
            y = node.location().y();
        }
        if (!node_id.empty()) {
            cursor = row_of(node.id(), cursor);
            if (node_id[cursor] == node.id()) {
                if (node_x[cursor] != missing_coordinate) {
                    require_one_state(node_version[cursor] == node.version());
                    if (x < impossible_coordinate && node_x[cursor] < impossible_coordinate &&
                        (node_x[cursor] != x || node_y[cursor] != y)) {
                        ++moved_nodes;
                    }
                }
                node_x[cursor] = x;
                node_y[cursor] = y;
                node_version[cursor] = node.version();
            }
        }
        if (!node.tags().empty() && (node.tags().has_tag("highway", "milestone") ||
                                     node.tags().has_tag("highway", "speed_camera") ||
                                     node.tags().has_tag("railway", "level_crossing"))) {
            post_id.push_back(node.id());
            post_x.push_back(x);
            post_y.push_back(y);
            post_tags.append(node.tags());
        }
    }

    co_view look() const noexcept
    {
        co_view view{};
        view.way_count = way_id.size();
        view.way_id = way_id.data();
        view.way_start = way_start.data();
        view.way_nodes = way_nodes.data();
        view.way_tags = way_tags.look();
        view.node_count = node_id.size();
        view.node_id = node_id.data();
        view.node_x = node_x.data();
        view.node_y = node_y.data();
        view.relation_count = relation_start.size() - 1;
        view.relation_id = relation_id.data();
        view.relation_start = relation_start.data();
        view.member_kind = member_kind.data();
        view.member_role = member_role.data();
        view.member_ref = member_ref.data();
        view.relation_tags = relation_tags.look();
        view.post_count = post_id.size();
        view.post_id = post_id.data();
        view.post_x = post_x.data();
        view.post_y = post_y.data();
        view.post_tags = post_tags.look();
        view.other_highways = other_highways;
        view.moved_nodes = moved_nodes;
        return view;
    }

private:
    // XML does not say in its header that it holds several states of objects.
    static void require_one_state(bool is_one)
    {
        if (!is_one) {
            throw unsupported{"it holds the history of objects, not one state of them"};
        }
    }

    // The row of an id, or of the nearest one when the id is absent. Starts at the row found last:
    // neighbours in a file mostly have neighbouring ids, so the search doubles its step from there.
    size_t row_of(int64_t id, size_t start) const noexcept
    {
        size_t low = start;
        size_t high = start;
        size_t step = 1;
        if (node_id[start] < id) {
            while (high + step < node_id.size() && node_id[high + step] < id) {
                high += step;
                step *= 2;
            }
            low = high;
            high = std::min(high + step, node_id.size() - 1);
        } else {
            while (low >= step && node_id[low - step] >= id) {
                low -= step;
                step *= 2;
            }
            high = low;
            low = low >= step ? low - step : 0;
        }
        const auto first = node_id.begin() + static_cast<std::ptrdiff_t>(low);
        const auto last = node_id.begin() + static_cast<std::ptrdiff_t>(high);
        return static_cast<size_t>(std::lower_bound(first, last, id) - node_id.begin());
    }
};

namespace {

// The query services that make such files end an answer that ran out of time or memory with a
// remark, behind which nothing else stands; what came before it is whole XML and looks whole.
void require_no_remark(const osmium::io::File &file)
{
    const std::string opening = "<remark>";
    const std::string closing = "</remark>";
    const int descriptor = osmium::io::detail::open_for_reading(file.filename());
    auto &packings = osmium::io::CompressionFactory::instance();
    const auto reader = packings.create_decompressor(file.compression(), descriptor);
    std::string tail;
    for (std::string next = reader->read(); !next.empty(); next = reader->read()) {
        const size_t kept = std::min<size_t>(tail.size(), 4096);
        tail.erase(0, tail.size() - kept);
        tail += next;
    }
    reader->close();
    const size_t start = tail.rfind(opening);
    if (start == std::string::npos) {
        return;
    }
    const size_t end = std::min(tail.find(closing, start), tail.size());
    const std::string words = tail.substr(start + opening.size(), end - start - opening.size());
    if (words.find("error") != std::string::npos) {
        const size_t first = words.find_first_not_of(" \n");
        throw incomplete{"the answer is incomplete:" + (" " + words.substr(first, 200))};
    }
}

void read_all(const co_request &request, co_roads &roads)
{
    // libosmium runs curl for names such as `http:...`; a leading slash or dot makes it a file.
    const std::string path = request.path[0] == '/' ? request.path : std::string{"./"} + request.path;
    const osmium::io::File file{path, request.format};
    // A pool of our own ends with the call; the shared one would keep threads until exit.
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    osmium::thread::Pool pool{static_cast<int>(std::min(4U, cores))};
    {
        osmium::io::Reader reader{
            file, pool, osmium::osm_entity_bits::way | osmium::osm_entity_bits::relation,
            osmium::io::read_meta::no};
        if (reader.header().has_multiple_object_versions()) {
            throw unsupported{"it holds the history or changes of objects, not one state of them"};
        }
        while (const osmium::memory::Buffer buffer = reader.read()) {
            for (const auto &item : buffer) {
                if (item.type() == osmium::item_type::way) {
                    roads.take(static_cast<const osmium::Way &>(item));
                } else if (item.type() == osmium::item_type::relation) {
                    roads.take(static_cast<const osmium::Relation &>(item));
                }
            }
        }
        reader.close();
    }
    require_no_remark(file);
    if (roads.way_id.empty()) {
        return;
    }
    roads.require_one_version_of_ways();
    roads.make_node_table();
    osmium::io::Reader reader{file, pool, osmium::osm_entity_bits::node, osmium::io::read_meta::no};
    size_t cursor = 0;
    while (const osmium::memory::Buffer buffer = reader.read()) {
        for (const auto &item : buffer) {
            if (item.type() == osmium::item_type::node) {
                roads.take(static_cast<const osmium::Node &>(item), cursor);
            }
        }
    }
    reader.close();
}

co_status fail(co_status status, const char *reason, char *error, size_t capacity) noexcept
{
    if (capacity > 0) {
        std::snprintf(error, capacity, "%s", reason);
    }
    return status;
}

} // namespace

extern "C" co_status co_read(
    const co_request *request, co_roads **roads, char *error, size_t error_capacity)
{
    *roads = nullptr;
    size_t ways = 0;
    try {
        auto result = std::make_unique<co_roads>(*request);
        try {
            read_all(*request, *result);
        } catch (...) {
            ways = result->way_id.size();
            throw;
        }
        *roads = result.release();
        return CO_OK;
    } catch (const too_large &problem) {
        return fail(CO_TOO_LARGE, problem.what(), error, error_capacity);
    } catch (const unsupported &problem) {
        return fail(CO_UNSUPPORTED, problem.what(), error, error_capacity);
    } catch (const std::bad_alloc &) {
        return fail(CO_NO_MEMORY, "out of memory", error, error_capacity);
    } catch (const osmium::io_error &problem) {
        char text[400];
        std::snprintf(text, sizeof text, "%s (%zu roads had been read)", problem.what(), ways);
        return fail(CO_DAMAGED, text, error, error_capacity);
    } catch (const std::system_error &problem) {
        return fail(CO_CANNOT_OPEN, problem.what(), error, error_capacity);
    } catch (const std::exception &problem) {
        char text[400];
        std::snprintf(text, sizeof text, "%s (%zu roads had been read)", problem.what(), ways);
        return fail(CO_DAMAGED, text, error, error_capacity);
    } catch (...) {
        return fail(CO_DAMAGED, "unknown failure", error, error_capacity);
    }
}

extern "C" co_view co_look(const co_roads *roads)
{
    return roads->look();
}

extern "C" void co_free(co_roads *roads)
{
    delete roads;
}
