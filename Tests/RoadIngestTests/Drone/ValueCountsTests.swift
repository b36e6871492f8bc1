import RoadIngest
import Testing
import TestKit

@Suite("Ranks of many numbers in bounded memory")
struct ValueCountsTests {
    @Test("exact while few numbers differ")
    func few() throws {
        var random = SeededGenerator(seed: 3)
        let values = (0..<5000).map { _ in Int64.random(in: -900...900, using: &random) }
        var counts = ValueCounts()
        for value in values { counts.add(value) }
        let sorted = values.sorted()
        for rank in [0, 1, 2499, 2500, 4999] {
            #expect(counts.bin(ofRank: rank)?.values == sorted[rank]...sorted[rank])
        }
        #expect(counts.bin(ofRank: 5000) == nil && counts.bin(ofRank: -1) == nil)
        #expect(counts.range == sorted[0]...sorted[4999])
    }

    @Test("a rank lies in a bin of at most 1 / 262,144 of the range when many differ")
    func many() throws {
        var random = SeededGenerator(seed: 4)
        let values = (0..<1_200_000).map { _ in
            Int64.random(in: -1_000_000_000...3_000_000_000, using: &random)
        }
        var counts = ValueCounts()
        for value in values { counts.add(value) }
        let sorted = values.sorted()
        let most = (sorted[sorted.count - 1] - sorted[0]) >> 18
        for rank in [0, 7, 600_000, 1_199_999] {
            let bin = try #require(counts.bin(ofRank: rank)?.values)
            #expect(bin.contains(sorted[rank]) && bin.upperBound - bin.lowerBound < most)
        }
    }

    @Test("the ends of the range of numbers do not overflow")
    func ends() {
        var counts = ValueCounts(binBits: 21)
        for value in [Int64.min, .max, 0] { counts.add(value) }
        #expect(counts.bin(ofRank: 0)?.values.lowerBound == .min)
        #expect(counts.bin(ofRank: 2)?.values.upperBound == .max)
        #expect(ValueCounts().bin(ofRank: 0) == nil)
    }
}
