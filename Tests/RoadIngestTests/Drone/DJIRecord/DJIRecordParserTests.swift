import Foundation
import RoadIngest
import RoadModel
import TestKit
import Testing

/// The leading open parser (dji-log-parser 0.5.7) makes a frame of every position record but the
/// last; of one log, whose pictures confuse it, it returns 59 frames of 3,154.
@Suite(
    "DJI flight records against the leading open parser",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct DJIRecordParserTests {
    private struct Frame: Decodable {
        struct Position: Decodable {
            var flyTime, latitude, longitude, height, vpsHeight, xSpeed, ySpeed, zSpeed: Double
            var pitch, roll, yaw: Double
            var gpsNum, gpsLevel: Int
        }
        struct Angles: Decodable { var pitch, roll, yaw: Double }
        var osd: Position
        var gimbal: Angles

        var numbers: [Double] {
            [
                osd.flyTime, osd.latitude, osd.longitude, osd.height, osd.vpsHeight, osd.xSpeed,
                osd.ySpeed, osd.zSpeed, osd.pitch, osd.roll, osd.yaw, Double(osd.gpsNum),
                Double(osd.gpsLevel), gimbal.pitch, gimbal.roll, gimbal.yaw,
            ]
        }
    }

    private func frames(_ name: String) throws -> [Frame] {
        let path = SharedReference.path(
            "\(DJIRecordReference.folder)/\(name).ref/dji-log-parser-0.5.7.frames.json.gz"
        )
        let text = try CommandRun.run("gzip", ["-dc", path])
        return try JSONDecoder().decode([Frame].self, from: Data(text.output.utf8))
    }

    /// What the parser's frame of each position record would hold: the camera's angles are those of
    /// the last record before the next position.
    private func expected(_ file: DJIRecordFile) -> [[Double]] {
        var looks = file.gimbal.makeIterator()
        var next = looks.next()
        var angles = [0.0, 0, 0]
        return file.osd.indices.map { index in
            let end = index + 1 < file.osd.count ? file.osd[index + 1].offset : .max
            while let look = next, look.offset < end {
                angles = [look.pitch, look.roll, look.yaw].map { Double($0) / 10 }
                next = looks.next()
            }
            let osd = file.osd[index]
            return [
                Double(osd.flyTime) / 10, osd.latitudeDegrees, osd.longitudeDegrees,
                Double(osd.height) / 10, Double(osd.sonarHeight) / 10,
                Double(osd.speedNorth) / 10, Double(osd.speedEast) / 10,
                Double(osd.speedDown) / 10, Double(osd.pitch) / 10, Double(osd.roll) / 10,
                Double(osd.yaw) / 10, Double(osd.satellites), Double(osd.receiverLevel),
            ] + angles
        }
    }

    private func isEqual(_ first: [Double], _ second: [Double]) -> Bool {
        zip(first, second).allSatisfy { abs($0 - $1) <= 1e-12 * max(1, abs($1)) }
    }

    @Test(
        "every frame of the parser is one of ours, in its order",
        arguments: DJIRecordReference.names
    )
    func frames(name: String) throws {
        let theirs = try frames(name).map(\.numbers)
        let ours = expected(try DJIRecordReference.file(name))
        #expect(theirs.count >= 59 && theirs.count < ours.count)
        if theirs.count == ours.count - 1 {
            #expect(zip(ours, theirs).allSatisfy(isEqual))
            return
        }
        // Angles of the camera are those it last read itself, so that they are left out here.
        var place = 0
        for frame in theirs {
            let found = ours[place...].firstIndex { isEqual(Array($0.prefix(13)), frame) }
            place = try #require(found) + 1
        }
    }
}
