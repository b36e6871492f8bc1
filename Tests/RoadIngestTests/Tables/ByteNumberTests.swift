import RoadIngest
import Testing

@Suite("Numbers from bytes")
struct ByteNumberTests {
    private func decimal(_ text: String) -> Double? {
        let bytes = Array(text.utf8)
        return ByteNumber.decimal(bytes.span, 0..<bytes.count)
    }

    private func integer(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        return ByteNumber.integer(bytes.span, 0..<bytes.count)
    }

    @Test(
        "reads decimals with a point or a comma",
        arguments: [
            ("53.512345", 53.512345), ("53,512345", 53.512345), ("-0.5", -0.5), ("+7", 7),
            (".25", 0.25), ("4.", 4), ("0", 0), ("1e3", 1000), ("4.4E-05", 4.4e-05),
            ("123456789012345678901234567890", 1.2345678901234568e29),
            ("0.1000000000000000055511151231257827", 0.1),
            ("9007199254740993", 9007199254740992), ("3,14e+2", 314),
        ]
    )
    func decimals(text: String, expected: Double) {
        #expect(decimal(text) == expected)
    }

    @Test(
        "refuses what is no decimal",
        arguments: [
            "", "-", ".", ",", "1.2.3", "1,2,3", "1 234", "12km", "nan", "inf", "0x10", "--1",
            "1e", "e5", "1e400", "1e99999999999999999999", "٣",
        ]
    )
    func notDecimals(text: String) {
        #expect(decimal(text) == nil)
    }

    @Test("agrees with the standard library on random decimals, bit for bit")
    func oracle() {
        var random = TableSeed(4)
        for _ in 0..<20_000 {
            let whole = Int.random(in: 0...99_999, using: &random)
            let digits = Int.random(in: 0...18, using: &random)
            var text = "\(Bool.random(using: &random) ? "-" : "")\(whole)."
            for _ in 0..<digits { text += "\(Int.random(in: 0...9, using: &random))" }
            #expect(decimal(text) == Double(digits == 0 ? text + "0" : text), "\(text)")
        }
    }

    @Test("reads whole numbers and refuses overflow, fractions and signs alone")
    func integers() {
        #expect(integer("42") == 42)
        #expect(integer("-7") == -7)
        #expect(integer("+0") == 0)
        #expect(integer("999999999999999999") == 999_999_999_999_999_999)
        for text in ["", "-", "1.0", "9999999999999999999", "1a", " 1"] {
            #expect(integer(text) == nil)
        }
    }
}
