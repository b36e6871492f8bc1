import RoadIngest
import RoadModel
import Testing

@Suite("Delimited records")
struct DelimitedRecordReaderTests {
    struct Row: Equatable {
        var line: Int
        var offset: Int
        var texts: [String]
    }

    private func rows(_ text: String, separator: Character = ",") -> [Row] {
        let bytes = Array(text.utf8)
        var reader = DelimitedRecordReader(separator: separator.asciiValue ?? 44)
        var fields = FieldRanges()
        var rows: [Row] = []
        while reader.next(bytes.span, into: &fields) {
            let texts = (0..<fields.count).map { fields.text($0, in: bytes.span) }
            rows.append(
                Row(
                    line: fields.place.line ?? -1,
                    offset: fields.place.byteOffset,
                    texts: fields.isUnterminated ? ["unterminated"] : texts
                )
            )
        }
        return rows
    }

    @Test("line ends of every kind separate records and blank lines count as lines")
    func lineEnds() {
        #expect(
            rows("a,b\nc,d\r\ne,f\rg,h\n\n\r\ni,") == [
                Row(line: 1, offset: 0, texts: ["a", "b"]),
                Row(line: 2, offset: 4, texts: ["c", "d"]),
                Row(line: 3, offset: 9, texts: ["e", "f"]),
                Row(line: 4, offset: 13, texts: ["g", "h"]),
                Row(line: 7, offset: 20, texts: ["i", ""]),
            ]
        )
    }

    @Test("quoted fields keep separators, doubled quotes and line ends")
    func quotes() {
        #expect(
            rows("\"a,1\",\"say \"\"hi\"\"\",\"two\r\nlines\"\nnext,\"\",x\n") == [
                Row(line: 1, offset: 0, texts: ["a,1", "say \"hi\"", "two\r\nlines"]),
                Row(line: 3, offset: 32, texts: ["next", "", "x"]),
            ]
        )
    }

    @Test("a quote inside a bare field is an ordinary character; text behind a quote is kept")
    func oddQuotes() {
        #expect(rows("5\" pipe,x") == [Row(line: 1, offset: 0, texts: ["5\" pipe", "x"])])
        #expect(rows("\"ab\"cd,x") == [Row(line: 1, offset: 0, texts: ["abcd", "x"])])
    }

    @Test("a forgotten quote costs the line on which its record begins")
    func forgottenQuote() {
        #expect(
            rows("a,b\nc,\"d\ne,f\n") == [
                Row(line: 1, offset: 0, texts: ["a", "b"]),
                Row(line: 2, offset: 4, texts: ["unterminated"]),
                Row(line: 3, offset: 9, texts: ["e", "f"]),
            ]
        )
    }

    @Test("semicolons and tabs separate fields when told so")
    func separators() {
        #expect(rows("1,5;2", separator: ";") == [Row(line: 1, offset: 0, texts: ["1,5", "2"])])
        #expect(rows("1,5\t2", separator: "\t") == [Row(line: 1, offset: 0, texts: ["1,5", "2"])])
    }

    @Test("a text cut at any byte yields records whose ranges lie inside it")
    func truncation() {
        let bytes = Array("id,\"na\"\"me\r\n\",x\r\nб,\"в\",\r\n".utf8)
        for length in 0...bytes.count {
            let part = Array(bytes[..<length])
            var reader = DelimitedRecordReader(separator: 44)
            var fields = FieldRanges()
            var records = 0
            while reader.next(part.span, into: &fields) {
                records += 1
                #expect(fields.endOffset <= length)
                for field in 0..<fields.count { #expect(fields[field].upperBound <= length) }
            }
            #expect(records <= 3)
            #expect(reader.byteOffset == length)
        }
    }

    @Test("random tables come back as they were written")
    func roundTrip() {
        var random = TableSeed(971)
        let alphabet = Array("ab,;\"\n\r\té қ")
        for _ in 0..<300 {
            let table = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                (0..<Int.random(in: 2...5, using: &random)).map { _ in
                    String(
                        (0..<Int.random(in: 0...8, using: &random)).map { _ in
                            alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
                        }
                    )
                }
            }
            let text = table.map { row in
                row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
            }.joined(separator: "\r\n")
            #expect(rows(text).map(\.texts) == table)
        }
    }
}
