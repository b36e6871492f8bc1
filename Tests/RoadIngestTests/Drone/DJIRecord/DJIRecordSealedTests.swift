import Crypto
import CryptoExtras
import Foundation
import RoadIngest
import RoadModel
import Testing
import TestKit

/// Writes small encrypted flight records of version 13 and 14.
private struct SealedBuilder {
    var version: UInt8
    var records: [UInt8] = []
    /// The key and the next link of each group.
    private var chains: [Int: (key: [UInt8], vector: [UInt8])] = [:]
    private var first: UInt8 = 0x51
    private let start: [Int: (key: [UInt8], vector: [UInt8])]

    init(version: UInt8) {
        self.version = version
        var random = SeededGenerator(seed: 1313)
        for feature in [1, 7, 10, 12, 13] {
            chains[feature] = (
                (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) },
                (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }
            )
        }
        start = chains
    }

    /// The answer of the maker's service.
    func keychains(isBare: Bool = false) throws -> DJIKeychains {
        let entries = start.sorted { $0.key < $1.key }.map { feature, chain in
            """
            {"featurePoint": "FR_Standardization_Feature_X_\(feature)",
             "aesKey": "\(Data(chain.key).base64EncodedString())",
             "aesIv": "\(Data(chain.vector).base64EncodedString())"}
            """
        }.joined(separator: ",")
        let text = isBare ? "[\(entries)]" : "{\"result\": {\"code\": 0}, \"data\": [[\(entries)]]}"
        return try DJIKeychains(json: Array(text.utf8).span, name: "keys")
    }

    private mutating func masked(_ content: [UInt8], type: UInt8) -> [UInt8] {
        first &+= 0x35
        let mask = DJIRecordBuilder.mask(first: first, type: type)
        return [first] + content.enumerated().map { $1 ^ mask[$0 % 8] }
    }

    mutating func record(_ type: UInt8, _ plain: [UInt8], feature: Int?) throws {
        var content = plain
        if let feature, let chain = chains[feature] {
            let sealed = try AES._CBC.encrypt(
                plain,
                using: SymmetricKey(data: chain.key),
                iv: try AES._CBC.IV(ivBytes: chain.vector)
            )
            content = Array(sealed)
            chains[feature] = (chain.key, Array(content.suffix(16)))
        }
        let next = first &+ 0x35
        let payload = masked(content + [next &+ type], type: type)
        records += [type] + DJIRecordBuilder.little(UInt16(payload.count)) + payload + [0xFF]
    }

    mutating func frame(_ number: Int) throws {
        var plain = DJIRecordBuilder.little(1.2 + Double(number) * 1e-8)
        plain += DJIRecordBuilder.little(0.9) + DJIRecordBuilder.little(Int16(number))
        plain +=
            [UInt8](repeating: 0, count: 12) + [6, 1, 0x0B, 0x90, 0x94, 0, 12, 14, 0, 0, 80, 3]
        plain += DJIRecordBuilder.little(UInt16(number)) + [0, 0]
        try record(1, plain, feature: 1)
        let look = DJIRecordBuilder.little(Int16(-900)) + [UInt8](repeating: 0, count: 9)
        try record(3, look, feature: version == 13 ? 1 : 10)
        let utc = DJIRecordBuilder.start + Int64(number) * 100
        try record(
            5,
            [0, 0] + DJIRecordBuilder.little(Float(5)) + DJIRecordBuilder.little(Float(7))
                + DJIRecordBuilder.little(utc),
            feature: 7
        )
    }

    mutating func storedKey(_ feature: UInt16, _ key: [UInt8]) throws {
        try record(
            56,
            DJIRecordBuilder.little(feature) + DJIRecordBuilder.little(UInt16(key.count)) + key,
            feature: nil
        )
    }

    func finished(frames: Int32) -> [UInt8] {
        var details = [UInt8](repeating: 0, count: 400)
        details.replaceSubrange(
            83..<91,
            with: DJIRecordBuilder.little(frames) + DJIRecordBuilder.little(Int32(12_345))
        )
        details.replaceSubrange(91..<99, with: DJIRecordBuilder.little(DJIRecordBuilder.start))
        details.replaceSubrange(280..<284, with: Array("M30T".utf8))
        var builder = self
        let block = builder.masked(
            [1] + DJIRecordBuilder.little(UInt16(400)) + details + [0, 0],
            type: 0
        )
        var file = [UInt8](repeating: 0, count: 100)
        file[10] = version
        file += [0] + DJIRecordBuilder.little(UInt16(block.count)) + block
        file += [1, 3, 0] + DJIRecordBuilder.little(UInt16(4)) + [3]
        file.replaceSubrange(0..<8, with: DJIRecordBuilder.little(UInt64(file.count)))
        return file + records
    }
}

@Suite("Encrypted DJI flight records")
struct DJIRecordSealedTests {
    private func sample(_ version: UInt8, frames: Int = 12) throws -> SealedBuilder {
        var builder = SealedBuilder(version: version)
        try builder.storedKey(1, [1, 2, 3])
        try builder.storedKey(10, [9, 8])
        for frame in 0..<frames { try builder.frame(frame) }
        return builder
    }

    @Test("keys open every record", arguments: [UInt8(13), 14])
    func open(version: UInt8) throws {
        let builder = try sample(version)
        let bytes = builder.finished(frames: 12)
        let isRecognised = DJIRecordReader.format.recognises(bytes.span.bytes)
        #expect(isRecognised)
        for isBare in [false, true] {
            let flight = try DJIRecordReader.read(
                bytes.span.bytes,
                name: "x",
                keychains: try builder.keychains(isBare: isBare)
            )
            #expect(flight.fixes.count == 12 && flight.gimbal.count == 12)
            let latitude = 0.9 * 180 / Double.pi
            #expect(flight.fixes.latitudeDegrees.allSatisfy { abs($0 - latitude) < 1e-12 })
            #expect(flight.fixes.relativeHeightMetres[7] == 0.7)
            #expect(flight.gimbal.pitchDegrees == [Double](repeating: -90, count: 12))
            #expect(flight.clock?.utcMicrosecondsAtZero == DJIRecordBuilder.start * 1000)
            #expect(flight.vehicle.contains("M30T"))
            #expect(flight.completeness == 1 && flight.lost.isEmpty)
        }
    }

    @Test("without keys the refusal names the ways out, and the request lists the sealed keys")
    func refusal() throws {
        let bytes = try sample(14).finished(frames: 12)
        do throws(IntakeError) {
            _ = try FlightLogReader.read(bytes.span, name: "x")
            Issue.record("was read")
        } catch {
            #expect(error.code == .formatVersion)
            for way in ["jol flights keychain", "--keychain", "djmd", ".SRT", "CSV"] {
                #expect(error.remedy.contains(way), "\(way)")
            }
        }
        let request = try DJIKeychainRequest(reading: bytes.span.bytes, name: "x")
        #expect(request.version == 4 && request.department == 3)
        #expect(
            request.keychainsArray.map { $0.map { [$0.featurePoint, $0.aesCiphertext] } } == [
                [
                    ["FR_Standardization_Feature_Base_1", "AQID"],
                    ["FR_Standardization_Feature_Gimbal_10", "CQg="],
                ]
            ]
        )
    }

    @Test("keys of another record are refused")
    func wrongKeys() throws {
        let bytes = try sample(14).finished(frames: 12)
        let text = """
            [{"featurePoint": "FR_Standardization_Feature_Base_1",
              "aesKey": "\(Data(repeating: 7, count: 32).base64EncodedString())",
              "aesIv": "\(Data(repeating: 7, count: 16).base64EncodedString())"}]
            """
        let keys = try DJIKeychains(json: Array(text.utf8).span, name: "keys")
        do throws(IntakeError) {
            _ = try DJIRecordReader.read(bytes.span.bytes, name: "x", keychains: keys)
            Issue.record("was read")
        } catch { #expect(error.code == .badArgument) }
    }

    @Test("a damaged record costs itself and the next of each group, which was chained to it")
    func gap() throws {
        let builder = try sample(14, frames: 40)
        var bytes = builder.finished(frames: 40)
        let whole = bytes.count - builder.records.count
        // Inside the record of the 20th frame's position.
        let place = whole + builder.records.count / 2
        for offset in 0..<40 { bytes[place + offset] = 0 }
        let flight = try DJIRecordReader.read(
            bytes.span.bytes,
            name: "x",
            keychains: try builder.keychains()
        )
        #expect((36...39).contains(flight.fixes.count))
        #expect(!flight.lost.isEmpty && flight.completeness < 1)
        // No position is garbage: the first block of a record without its link would be.
        let latitude = 0.9 * 180 / Double.pi
        #expect(flight.fixes.latitudeDegrees.allSatisfy { abs($0 - latitude) < 1e-12 })
    }

    @Test(
        "windows yield what the whole record yields, also behind damage",
        arguments: [UInt8(13), 14]
    )
    func windows(version: UInt8) throws {
        let builder = try sample(version, frames: 40)
        var bytes = builder.finished(frames: 40)
        let keys = try builder.keychains()
        let head = bytes.count - builder.records.count
        for damage in [0, 40] {
            for offset in 0..<damage { bytes[head + builder.records.count / 2 + offset] = 0 }
            let whole = try FlightLogReader.read(bytes.span, name: "x", keychains: keys)
            for window in [1, 100, 1000] {
                var options = FlightReadingOptions()
                (options.keychains, options.windowByteCount) = (keys, window)
                let collector = FlightCollector()
                try FlightLogReader.stream(bytes.span, name: "x", options, into: collector)
                #expect(collector.parts > 1)
                #expect(collector.all.map { "\($0)" } == whole.map { "\($0)" })
            }
        }
    }

    @Test("key files that are none are refused by name")
    func keyFiles() {
        for (text, code) in [
            ("no json", ErrorCode.formatDamaged), ("{\"data\": []}", .formatUnknown),
            (
                "[[{\"featurePoint\": \"A_1\", \"aesKey\": \"AA==\", \"aesIv\": \"AA==\"}]]",
                .formatUnknown
            ),
        ] {
            do throws(IntakeError) {
                _ = try DJIKeychains(json: Array(text.utf8).span, name: "keys")
                Issue.record("was read: \(text)")
            } catch { #expect(error.code == code) }
        }
    }

    @Test("cut after any byte and with seeded flips nothing traps")
    func hostile() throws {
        let builder = try sample(14, frames: 4)
        let bytes = builder.finished(frames: 4)
        let keys = try builder.keychains()
        func survive(_ bytes: [UInt8]) {
            _ = try? DJIRecordReader.read(bytes.span.bytes, name: "x", keychains: keys)
            _ = try? DJIKeychainRequest(reading: bytes.span.bytes, name: "x")
        }
        for length in 0..<bytes.count { survive(Array(bytes.prefix(length))) }
        var random = SeededGenerator(seed: 14)
        for round in 0..<2000 {
            var damaged = bytes
            for _ in 0...(round % 8) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            survive(damaged)
        }
    }
}
