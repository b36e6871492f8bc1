// PX4's C++ library reads a whole log into its data container, in pieces as its own examples do.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <memory>
#include <vector>

#include <ulog_cpp/data_container.hpp>
#include <ulog_cpp/reader.hpp>

int main(int count, char **arguments) {
    if (count < 2) return 64;
    FILE *file = std::fopen(arguments[1], "rb");
    if (!file) return 66;
    std::fseek(file, 0, SEEK_END);
    std::vector<unsigned char> bytes(static_cast<size_t>(std::ftell(file)));
    std::rewind(file);
    if (std::fread(bytes.data(), 1, bytes.size(), file) != bytes.size()) return 74;
    std::fclose(file);
    const std::clock_t start = std::clock();
    auto container = std::make_shared<ulog_cpp::DataContainer>(
        ulog_cpp::DataContainer::StorageConfig::FullLog);
    ulog_cpp::Reader reader{container};
    for (size_t at = 0; at < bytes.size(); at += 1 << 16) {
        reader.readChunk(bytes.data() + at, int(std::min<size_t>(1 << 16, bytes.size() - at)));
    }
    const double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
    long records = 0;
    for (const auto &topic : container->subscriptionsByNameAndMultiId()) {
        records += long(topic.second->size());
    }
    std::printf("{\"records\": %ld, \"seconds\": %f}\n", records, seconds);
}
