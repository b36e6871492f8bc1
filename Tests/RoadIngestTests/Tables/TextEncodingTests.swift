import RoadIngest
import Testing

@Suite("Text encodings")
struct TextEncodingTests {
    @Test("one text in every encoding becomes the same UTF-8", arguments: TextEncoding.allCases)
    func decodes(encoding: TextEncoding) throws {
        let text = "Дата;Ёлка №1 — 5 км\n"
        guard let bytes = EncodedText.bytes(text, encoding) else {
            // No dash in the DOS page.
            #expect(encoding == .cp866 || encoding == .koi8r)
            return
        }
        #expect(String(decoding: encoding.utf8(bytes.span), as: UTF8.self) == text)
    }

    @Test("Kazakh letters stand in KZ-1048, and a mark of UTF-16 counts more than what is said")
    func kazakh() throws {
        let text = "Қостанай, Өскемен, Үйгентас, ұңғі, һәм"
        let bytes = try #require(EncodedText.bytes(text, .kz1048))
        #expect(String(decoding: TextEncoding.kz1048.utf8(bytes.span), as: UTF8.self) == text)
        let wide = try #require(EncodedText.bytes(text, .utf16BigEndian))
        #expect(String(decoding: TextEncoding.utf8.utf8(wide.span), as: UTF8.self) == text)
        // Python: bytes([0x8D, 0xA3, 0xAA]).decode("kz1048"), .decode("cp1251"), .decode("koi8-r")
        let three: [UInt8] = [0x8D, 0xA3, 0xAA]
        #expect(String(decoding: TextEncoding.kz1048.utf8(three.span), as: UTF8.self) == "ҚӘҒ")
        #expect(
            String(decoding: TextEncoding.windows1251.utf8(three.span), as: UTF8.self) == "ЌЈЄ"
        )
        #expect(String(decoding: TextEncoding.koi8r.utf8(three.span), as: UTF8.self) == "█ё╙")
        #expect(String(decoding: TextEncoding.cp866.utf8(three.span), as: UTF8.self) == "Нгк")
    }

    @Test("names are known as people write them, and no code page stands for another one")
    func names() {
        #expect(TextEncoding(named: "CP1251") == .windows1251)
        #expect(TextEncoding(named: "UTF-16") == .utf16LittleEndian)
        #expect(TextEncoding(named: "ptcp154") == nil)
    }

    /// The pair of units of an emoji stands across every border that pieces can have.
    @Test("a long text comes in pieces of whole letters", arguments: [0, 1])
    func piecesHoldWholeLetters(shift: Int) throws {
        let text = String(repeating: "ж", count: shift) + String(repeating: "🚗қ", count: 200_000)
        var bytes: [UInt8] = [0xFE, 0xFF]
        for unit in text.utf16 { bytes += [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
        var joined = ""
        var count = 0
        try TextEncoding.utf8.eachPiece(of: bytes.span) { piece in
            joined += try #require(String(validating: piece, as: UTF8.self))
            count += 1
        }
        #expect(joined == text)
        #expect(count > 3)
    }
}
