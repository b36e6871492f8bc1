// MAVLink's generated C parser over a whole file, byte by byte, as ground stations use it.
#include <chrono>
#include <cstdio>
#include <ctime>
#include <vector>

#include "mavlink.h"

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
    long records = 0;
    mavlink_message_t message;
    mavlink_status_t status;
    for (unsigned char byte : bytes) records += mavlink_parse_char(0, byte, &message, &status) != 0;
    std::printf("{\"records\": %ld, \"seconds\": %f}\n", records,
                double(std::clock() - start) / CLOCKS_PER_SEC);
}
