import RoadNetwork
import Testing

@Suite("The content checksum")
struct ContentChecksumTests {
    @Test(
        "agrees with the reference implementation of XXH64",
        arguments: [
            ([UInt8](), "ef46db3751d8e999"),
            (Array("a".utf8), "d24ec4f1a98c6e5b"),
            (Array("abc".utf8), "44bc2cf5ad770999"),
            (Array("Nobody inspects the spammish repetition".utf8), "fbcea83c8a378bf1"),
            (Array(0..<64), "f7c67301db6713f0"),
            (Array(0..<101), "e99038495f85381e"),
        ] as [([UInt8], String)]
    )
    func knownAnswers(bytes: [UInt8], expected: String) {
        #expect(ContentChecksum.hexadecimal(ContentChecksum.xxh64(bytes)) == expected)
    }
}
