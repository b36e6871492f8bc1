import Foundation
import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite("Vehicle tracks seen from a drone")
struct TrajectoryReaderTests {
    static let pNEUMA = """
        track_id; type; traveled_d; avg_speed; lat; lon; speed; lon_acc; lat_acc; time
        1; Car; 48.85; 9.77; 37.977391; 23.737688; 36.0; 0.0518; -0.0299; 0.000; \
        37.977391; 23.737689; 18.0; 0.05; 0.01; 0.040; 
        2; Medium Vehicle; 1.0; 2.0; 37.977642; 23.737400; 7.2; 0; 0; 12.400; 

        """
    static let inD = """
        recordingId,trackId,frame,trackLifetime,xCenter,yCenter,heading,width,length,xVelocity,\
        yVelocity,xAcceleration,yAcceleration,lonVelocity,latVelocity,lonAcceleration,latAcceleration
        7,0,25,0,129.5,-45.25,174.5,2.0,4.9,3.0,4.0,0.1,0.2,5.0,0.0,0.3,0.0
        7,0,26,1,129.6,-45.0,174.0,2.0,4.9,3.0,4.0,0.1,0.2,5.0,0.0,0.3,0.0

        """
    static let highD = """
        frame,id,x,y,width,height,xVelocity,yVelocity,xAcceleration,yAcceleration,laneId
        1,1,362.26,21.68,4.85,2.12,-40.85,0.0,0.30,0.0,2

        """

    private func read(_ text: String) throws -> TrajectoryRecording {
        let bytes = Array(text.utf8)
        return try TrajectoryReader.read(bytes.span, name: "x")
    }

    @Test("pNEUMA: one vehicle a row")
    func neuma() throws {
        let found = try read(Self.pNEUMA)
        #expect(found.format == .pNEUMA && found.rowsRead == 2 && found.lost.isEmpty)
        #expect(found.tracks.map(\.kind) == [.car, .truck])
        #expect(found.tracks.map(\.count) == [2, 1])
        #expect(found.tracks[0].speedMetresPerSecond == [10, 5])
        #expect(found.tracks[0].microseconds == [0, 40_000])
        #expect(found.tracks[1].longitudeDegrees == [23.7374])
    }

    @Test("geo-trax's tables of whole sessions have a time of day and no pictures")
    func songdo() throws {
        let found = try read(
            """
            Vehicle_ID,Local_Time,Drone_ID,Ortho_X,Ortho_Y,Local_X,Local_Y,Latitude,Longitude,\
            Vehicle_Length,Vehicle_Width,Vehicle_Class,Vehicle_Speed,Vehicle_Acceleration,\
            Road_Section,Lane_Number,Visibility
            7,07:25:00.033,3,10.5,20.5,1.25,2.5,37.38,126.65,4.5,1.8,0,36.0,0.1,B1,2,1
            7,07:25:00.066,3,10.6,20.5,1.35,2.5,37.380001,126.65,4.5,1.8,0,36.0,0.1,B1,2,1

            """
        )
        let track = try #require(found.tracks.first)
        #expect(found.format == .geoTrax && found.rowsRead == 2 && found.lost.isEmpty)
        #expect(found.localMicrosecondsAtZero == nil && track.frames.isEmpty)
        #expect(track.microseconds == [26_700_033_000, 26_700_066_000])
        #expect(track.kind == .car && track.speedMetresPerSecond == [10, 10])
    }

    @Test("every road user is a flight; places in a plane of its own make none")
    func flights() throws {
        let neuma = try FlightLogReader.read(Array(Self.pNEUMA.utf8).span, name: "x")
        #expect(neuma.map(\.vehicle) == ["car 1", "truck 2"])
        #expect(neuma.map(\.fixes.count) == [2, 1])
        #expect(neuma.allSatisfy { $0.clock == nil && $0.format == "vehicle tracks (pNEUMA)" })
        #expect(neuma.map(\.recordsRead) == [2, 0])
        for text in [Self.inD, Self.highD] {
            let bytes = Array(text.utf8)
            let plane = try FlightLogReader.read(bytes.span, name: "x")
            #expect(plane.count == 1 && plane[0].fixes.count == 0)
            #expect(plane[0].warnings.count == 1)
            let tables = try RawTables.read(bytes.span, name: "x")
            #expect(tables.map(\.name) == ["rows", "moments"])
            #expect(tables.allSatisfy { $0.rowCount == plane[0].recordsRead })
        }
    }

    @Test("inD: centres and headings in the recording's plane")
    func inD() throws {
        let found = try read(Self.inD)
        #expect(found.format == .inD && found.tracks.count == 1)
        #expect(found.tracks[0].xMetres == [129.5, 129.6])
        #expect(found.tracks[0].headingDegrees == [174.5, 174])
        #expect(found.tracks[0].speedMetresPerSecond == [5, 5])
        #expect(found.tracks[0].microseconds == [1_000_000, 1_040_000])
        #expect(found.tracks[0].lengthMetres == 4.9 && found.tracks[0].widthMetres == 2)
    }

    @Test("highD: corners become centres, width is the length")
    func highD() throws {
        let found = try read(Self.highD)
        let track = try #require(found.tracks.first)
        #expect(found.format == .highD && track.lengthMetres == 4.85 && track.lanes == [2])
        #expect(abs(track.xMetres[0] - 364.685) < 1e-9 && abs(track.yMetres[0] - 22.74) < 1e-9)
        #expect(track.speedMetresPerSecond == [40.85])
        #expect(track.accelerationMetresPerSecondSquared == [-0.3])
    }

    @Test("a broken row is a lost range; another table is refused")
    func damage() throws {
        let text = Self.inD.replacing("129.6", with: "12x.6")
        let found = try read(text)
        #expect(found.rowsRead == 1 && found.rowsBroken == 1)
        #expect(found.lost.map(\.reason) == [.notANumber])
        do throws(IntakeError) {
            _ = try TrajectoryReader.read(Array("lat,lon\n1,2\n".utf8).span, name: "x")
            Issue.record("was read")
        } catch { #expect(error.code == .formatUnknown) }
    }

    private func rows(_ path: String) throws -> (bytes: [UInt8], rows: [[Substring]]) {
        let bytes = try SharedReference.bytes("flightlogs/traffic/\(path)")
        let rows = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        return (bytes, rows)
    }

    @Test(
        "every value of the geo-trax table is in its track",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func geoTrax() throws {
        let (bytes, rows) = try rows("geotrax_data_results-full_U_video_cut.csv")
        let found = try TrajectoryReader.read(bytes.span, name: "x")
        #expect(found.format == .geoTrax && found.rowsRead == 19_787 && found.lost.isEmpty)
        #expect(found.tracks.count == 144 && found.momentCount == 19_787)
        var next: [Int: Int] = [:]
        let tracks = Dictionary(uniqueKeysWithValues: found.tracks.map { ($0.identifier, $0) })
        var wrong = 0
        func check(_ value: Double, _ text: Substring, _ scale: Double = 1) {
            if text.isEmpty ? !value.isNaN : value != (Double(text) ?? .nan) / scale { wrong += 1 }
        }
        let kinds: [Substring: VehicleKind] = [
            "0": .car, "1": .bus, "2": .truck, "3": .motorcycle,
        ]
        let zero = try #require(found.localMicrosecondsAtZero)
        for row in rows.dropFirst() {
            let identifier = try #require(Int(row[0]))
            let track = try #require(tracks[identifier])
            let index = next[identifier, default: 0]
            next[identifier] = index + 1
            let time = Timestamp(microseconds: zero + track.microseconds[index]).description
            let written = row[1].replacing(" ", with: "T").replacing(".000", with: "") + "Z"
            if time != written { wrong += 1 }
            if String(track.frames[index]) != row[2] { wrong += 1 }
            check(track.orthophotoX[index], row[3])
            check(track.orthophotoY[index], row[4])
            check(track.xMetres[index], row[5])
            check(track.yMetres[index], row[6])
            check(track.latitudeDegrees[index], row[7])
            check(track.longitudeDegrees[index], row[8])
            check(track.lengthMetres, row[9])
            check(track.widthMetres, row[10])
            if track.kind != kinds[row[11]] { wrong += 1 }
            check(track.speedMetresPerSecond[index], row[12], 3.6)
            check(track.accelerationMetresPerSecondSquared[index], row[13])
            if track.roadSections[index] != row[14] { wrong += 1 }
            if track.lanes[index] != (Int(row[15]) ?? -1) { wrong += 1 }
            if track.isWhole[index] != (row[16] == "1") { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    @Test(
        "every value of the geo-trax boxes is in its track",
        .enabled(if: SharedReference.isPresent, SharedReference.absence)
    )
    func geoTraxBoxes() throws {
        let (bytes, rows) = try rows("geotrax_data_results-full_U_video_cut.txt")
        let found = try TrajectoryReader.read(bytes.span, name: "x")
        #expect(found.format == .geoTraxBoxes && found.rowsRead == rows.count)
        #expect(rows.count == 19_817 && found.lost.isEmpty)
        var next: [Int: Int] = [:]
        let tracks = Dictionary(uniqueKeysWithValues: found.tracks.map { ($0.identifier, $0) })
        var wrong = 0
        for row in rows {
            let identifier = try #require(Int(row[1]))
            let track = try #require(tracks[identifier])
            let index = next[identifier, default: 0]
            next[identifier] = index + 1
            let (raw, stable) = (track.boxes, track.stabilisedBoxes)
            let values = [
                Double(track.frames[index]), Double(identifier), raw.centreX[index],
                raw.centreY[index], raw.widths[index], raw.heights[index], stable.centreX[index],
                stable.centreY[index], stable.widths[index], stable.heights[index],
            ]
            for (value, text) in zip(values, row) where value != Double(text) { wrong += 1 }
            if track.confidences[index] != Double(row[11]) { wrong += 1 }
            for (value, text) in [
                (track.lengthPixels[index], row[12]), (track.widthPixels[index], row[13]),
            ] where text.isEmpty || text == "nan" ? !value.isNaN : value != Double(text) {
                wrong += 1
            }
        }
        #expect(wrong == 0)
    }

    @Test("cut after any byte and with 20,000 seeded flips nothing traps")
    func hostile() {
        var random = SeededGenerator(seed: 77)
        for whole in [Self.pNEUMA, Self.inD, Self.highD].map({ Array($0.utf8) }) {
            for length in 0..<whole.count { survive(Array(whole.prefix(length))) }
            for round in 0..<6_667 {
                var bytes = whole
                for _ in 0...(round % 8) {
                    let place = Int.random(in: 0..<bytes.count, using: &random)
                    bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                }
                survive(bytes)
            }
        }
    }

    private func survive(_ bytes: [UInt8]) {
        guard let found = try? TrajectoryReader.read(bytes.span, name: "x") else { return }
        var end = 0
        for range in found.lost {
            #expect(range.start >= end && range.start < range.end && range.end <= bytes.count)
            end = range.end
        }
    }
}
