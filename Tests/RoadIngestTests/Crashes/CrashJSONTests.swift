import Foundation
import RoadIngest
import RoadModel
import Testing

@Suite("JSON of crash features")
struct CrashJSONTests {
    /// Reads one feature whose property `type` is the given JSON.
    private func typeText(_ json: String) throws -> CrashIntake {
        let text =
            #"{"features":[{"type":"Feature","geometry":null,"properties":"#
            + #"{"id":12345678901234567890,"time":"2025-01-01T00:00:00+05:00","type":\#(json)}}]}"#
        return try CrashReader.read(
            Array(text.utf8).span,
            options: CrashOptions(subject: "j")
        )
    }

    @Test(
        "texts, escapes and numbers arrive as Foundation reads them",
        arguments: [
            #""a\"b\\c\/d""#, #""\u0416\u043A\u041e""#, #""\ud83d\ude97!""#, #""a\tb""#, #""Жол""#,
        ]
    )
    func texts(json: String) throws {
        let expected = try JSONDecoder().decode([String].self, from: Data("[\(json)]".utf8))
        let intake = try typeText(json)
        #expect(intake.crashes.first?.type == expected.first)
        #expect(intake.crashes.first?.sourceID == "12345678901234567890")
    }

    @Test(
        "values of any kind are taken as plain text or as none",
        arguments: [
            ("1.50", "1.50"), ("-0", "-0"), ("2e+3", "2e+3"), ("true", "true"), ("null", ""),
            ("[]", ""), (#"["a",1,null]"#, "a, 1"), (#"{"a":[{}]}"#, ""),
        ]
    )
    func plainTexts(json: String, expected: String) throws {
        #expect(try typeText(json).crashes.first?.type == expected)
    }

    @Test(
        "what RFC 8259 forbids makes the feature damaged",
        arguments: [
            "-", "01", "1.", ".5", "1e", "+1", "tru", "nul", "NaN", #""\x""#, #""\u12g4""#,
            #""\ud83d""#, #""\udc00""#, "[1,]", "[1 2]", #"{"a"}"#, #"{"a":1,}"#, "'a'",
            String(repeating: "[", count: 100) + String(repeating: "]", count: 100),
        ]
    )
    func damaged(json: String) throws {
        let intake = try typeText(json)
        #expect(intake.crashes.isEmpty)
        #expect(intake.rejects.map(\.reason) == [.malformedRecord])
        #expect(intake.rejects.first?.place == SourcePlace(line: 1, byteOffset: 13))
    }

    @Test(
        "an array that holds no objects is refused as a file",
        arguments: ["[1,2]", "[", "[]", "[[1]]"]
    )
    func noObjects(text: String) {
        let error = #expect(throws: IntakeError.self) {
            try CrashReader.read(Array(text.utf8).span, options: CrashOptions(subject: "j"))
        }
        #expect(error?.code == .formatUnknown)
        #expect(error?.words(.ru)?.remedy.contains("массив объектов") == true)
        #expect(error?.words(.kk) != nil)
    }
}
