import Foundation
import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("The front door for flight logs")
struct FlightLogReaderTests {
    private func error(_ bytes: [UInt8]) -> IntakeError? {
        do throws(IntakeError) {
            _ = try FlightLogReader.read(bytes.span, name: "flight.bin")
            return nil
        } catch { return error }
    }

    @Test("a log is known by its content, whatever its name")
    func knowsContent() throws {
        let flights = try FlightLogReader.read(ULogBuilder.sample().bytes.span, name: "x.jpg")
        #expect(flights.map(\.format) == ["PX4 ULog 1"])
    }

    @Test(
        "an unknown file is named for what it looks like",
        arguments: [
            ([0xFF, 0xD8, 0xFF, 0xE0, 0, 16], "JPEG"), ([0x50, 0x4B, 3, 4, 20, 0], "ZIP"),
            (Array("%PDF-1.7\n".utf8), "PDF"), (Array("lat,lon\n1,2\n".utf8), "plain text"),
            (Array(" <?xml version".utf8), "XML"), (Array("{\"a\": 1}".utf8), "JSON"),
            ([UInt8](repeating: 0, count: 600), "zero"),
            ([0, 0, 0, 24] + Array("ftypmp42".utf8), "MP4"),
            ([0x55, 0x4C, 0x6F, 0x67, 0xFF, 0xFF, 0xFF], "first bytes are damaged"),
            ([1, 2, 3], "no format"), (Array("Ұшу журналы".utf8), "plain text"),
        ]
    )
    func unknown(bytes: [UInt8], word: String) throws {
        let found = try #require(error(bytes))
        #expect(found.code == .formatUnknown)
        #expect(found.subject == "flight.bin")
        #expect(found.detail.contains(word), "\(found.detail)")
        #expect(found.remedy.contains("PX4 ULog (.ulg)"))
    }

    @Test("an empty file is told apart from an unknown one")
    func empty() {
        #expect(error([])?.code == .fileEmpty)
    }

    @Test(
        "a path is mapped and read; a missing one says so",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func paths() throws {
        let path = SharedReference.path("flightlogs/ulog/pyulog_sample_log_small.ulg")
        let flights = try FlightLogReader.read(path: path)
        #expect(flights.first?.fixes.count == 32)
        let expected: IntakeError? = {
            do throws(IntakeError) {
                _ = try FlightLogReader.read(path: path + ".absent")
                return nil
            } catch { return error }
        }()
        #expect(expected?.code == .fileMissing)
    }
}
