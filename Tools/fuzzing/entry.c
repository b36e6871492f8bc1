// What libFuzzer calls, handed on to the target of one format: -DTARGET=jol_fuzz_ulog.
#include <stddef.h>
#include <stdint.h>

extern int TARGET(const uint8_t *bytes, intptr_t count);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
    return TARGET(bytes, (intptr_t)count);
}
