import RoadIngest
import RoadModel
import TestKit
import Testing

@Suite(
    "Logs read in windows",
    .enabled(if: SharedReference.isPresent, SharedReference.absence)
)
struct FlightStreamTests {
    private static let logs = [
        "ulog/pyulog_sample_log_small.ulg", "ulog/px4ulogrs_quadrotor_local.ulg",
        "ulog/pyulog_sample_logging_tagged_and_default_params.ulg",
        "ulog/px4ulogrs_esc_status_log.ulg",
        "ulog/pyulog_sample_appended_multiple.ulg",
        "ulog/damaged/pyulog_sample_log_small_cut512.ulg",
        "dataflash/dronekit_la_log171.bin", "dataflash/damaged/dronekit_la_log171_rand4k.bin",
        "dataflash/pymavlink_test.converted.log", "tlog/dronekit_flight.tlog",
    ]
    private static let texts = [
        "dji-srt/MAVIC3.srt", "dji-srt/m2zoom.SRT",
        "dji-srt/mavic_pro.SRT", "dji-srt/old_format.SRT", "dji-srt/mavic_2_style.SRT",
        "gpx/gpxpy_Mojstrovka.gpx", "gpx/gpxpy_cerknicko-without-times.gpx",
        "gpx/gpxpy_track-with-empty-segment.gpx", "gpx/sitrec_N67WV-track-EGM96.kml",
        "nmea/exiftool_Geotag.log", "dji-csv/sitrec_airdata_Dec-22nd-2023-11-56AM.csv",
        "dji-txt/DROP_2016-09-15_13-51-19_Standard.csv",
        "klv/kwiver_h264_klv.ts.pid0101.klv", "remoteid/odid_vectors.tsv",
        "traffic/geotrax_data_U_video_cut.csv",
        "dji-txt/mikeemoo_DJIFlightRecord_2015-12-29_[19-05-48].txt",
        "dji-txt/DROP_DJIFlightRecord_2016-09-15_[13-51-18].txt",
        "dji-txt/DROP_DJIFlightRecord_2016-09-26_[14-12-45].txt",
        "dji-txt/IgorKilipenko_DJIFlightRecord_2018-10-03_[13-23-50].txt",
        "dji-txt/damaged/IgorKilipenk_flip100.txt", "dji-txt/damaged/IgorKilipenk_trunc60.txt",
        "dji-txt/damaged/IgorKilipenk_zero1k.txt",
        "djmd/synth_m4e_wa345e.mp4", "djmd/synth_mavic3_wm265e.mp4",
    ]

    /// The same bits, so that a missing number equals a missing number.
    private func bits(_ values: [Double]) -> [UInt64] { values.map(\.bitPattern) }

    /// The reports of batteries in the order of time: a window is ordered, and windows overlap.
    private func reports(_ batteries: BatteryColumns) -> [[UInt64]] {
        batteries.vehicleMicroseconds.indices.map { row in
            [
                UInt64(bitPattern: batteries.vehicleMicroseconds[row]),
                UInt64(batteries.battery[row]), batteries.voltageVolts[row].bitPattern,
                batteries.currentAmperes[row].bitPattern,
                batteries.remainingPercent[row].bitPattern,
            ]
        }.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// Heights between two records of different windows are all that may be missing at a border.
    ///
    /// The windows are far smaller than in practice, and so is what overlaps.
    @Test("windows yield the rows that the whole log yields", arguments: logs)
    func windows(name: String) throws {
        let bytes = try SharedReference.bytes("flightlogs/\(name)")
        let whole = try FlightLogReader.read(bytes.span, name: name)
        var options = FlightReadingOptions()
        options.windowByteCount = bytes.count / 7
        let collector = FlightCollector()
        try FlightLogReader.stream(bytes.span, name: name, options, into: collector)
        let streamed = collector.all
        #expect(collector.parts > streamed.count)
        try #require(streamed.count == whole.count)
        for (part, flight) in zip(streamed, whole) {
            #expect(part.format == flight.format && part.vehicle == flight.vehicle)
            #expect(part.fixSource == flight.fixSource)
            #expect(part.fixes.vehicleMicroseconds == flight.fixes.vehicleMicroseconds)
            #expect(bits(part.fixes.latitudeDegrees) == bits(flight.fixes.latitudeDegrees))
            #expect(bits(part.fixes.longitudeDegrees) == bits(flight.fixes.longitudeDegrees))
            #expect(bits(part.fixes.altitudeMSLMetres) == bits(flight.fixes.altitudeMSLMetres))
            #expect(
                bits(part.fixes.groundSpeedMetresPerSecond)
                    == bits(flight.fixes.groundSpeedMetresPerSecond)
            )
            #expect(part.fixes.satellites == flight.fixes.satellites)
            #expect(part.fixes.fixKind == flight.fixes.fixKind)
            let heights = zip(part.fixes.relativeHeightMetres, flight.fixes.relativeHeightMetres)
            // A home that is logged in a later window cannot be counted from yet; the estimator's
            // start lies within centimetres of it.
            let different = heights.count { abs($0 - $1) > 0.05 || $0.isNaN != $1.isNaN }
            #expect(different <= 7, "\(different) heights")
            #expect(part.attitudes == flight.attitudes)
            #expect(part.gimbal.vehicleMicroseconds == flight.gimbal.vehicleMicroseconds)
            #expect(reports(part.batteries) == reports(flight.batteries))
            #expect(part.vehicleSpan == flight.vehicleSpan)
            for kind in [FlightEvent.Kind.text, .mode, .camera, .dropout] {
                #expect(
                    part.events.filter { $0.kind == kind }.map(\.text)
                        == flight.events.filter { $0.kind == kind }.map(\.text)
                )
            }
            let zeros = (part.clock?.utcMicrosecondsAtZero, flight.clock?.utcMicrosecondsAtZero)
            #expect((zeros.0 == nil) == (zeros.1 == nil))
            // The median of medians is not the median; receivers' times jitter more than this.
            #expect(abs((zeros.0 ?? 0) - (zeros.1 ?? 0)) <= 100_000)
        }
        let totals = [streamed, whole].map { flights in
            flights.reduce(into: [0, 0, 0]) { sums, flight in
                sums[0] += flight.recordsRead
                sums[1] += flight.recordsBroken
                sums[2] += flight.lost.reduce(0) { $0 + $1.end - $1.start }
            }
        }
        #expect(totals[0] == totals[1])
    }

    @Test("logs in windows are exactly the flight that the whole log is", arguments: texts)
    func textWindows(name: String) throws {
        let bytes = try SharedReference.bytes("flightlogs/\(name)")
        let whole = try FlightLogReader.read(bytes.span, name: name)
        var options = FlightReadingOptions()
        options.windowByteCount = bytes.count / 7
        let collector = FlightCollector()
        try FlightLogReader.stream(bytes.span, name: name, options, into: collector)
        #expect(collector.parts > collector.all.count)
        try #require(collector.all.count == whole.count)
        for (part, flight) in zip(collector.all, whole) {
            #expect(part.format == flight.format && part.fixSource == flight.fixSource)
            #expect(columns(part.fixes) == columns(flight.fixes))
            #expect(part.fixes.vehicleMicroseconds == flight.fixes.vehicleMicroseconds)
            #expect(part.fixes.satellites == flight.fixes.satellites)
            #expect(part.attitudes == flight.attitudes)
            #expect(part.gimbal.vehicleMicroseconds == flight.gimbal.vehicleMicroseconds)
            #expect(bits(part.gimbal.yawDegrees) == bits(flight.gimbal.yawDegrees))
            #expect(reports(part.batteries) == reports(flight.batteries))
            #expect(part.events == flight.events)
            #expect(part.vehicleSpan == flight.vehicleSpan)
            #expect(part.clock == flight.clock)
            #expect(part.localMicrosecondsAtZero == flight.localMicrosecondsAtZero)
            #expect(part.recordsRead == flight.recordsRead)
            #expect(part.lost == flight.lost)
        }
        // What is said of the whole file stands at the last flight.
        #expect(collector.all.last?.warnings == whole.last?.warnings)
    }

    /// All numbers of positions, column by column.
    private func columns(_ fixes: FixColumns) -> [[UInt64]] {
        [
            bits(fixes.latitudeDegrees), bits(fixes.longitudeDegrees),
            bits(fixes.altitudeMSLMetres), bits(fixes.altitudeEllipsoidMetres),
            bits(fixes.relativeHeightMetres), bits(fixes.altitudeUnverifiedMetres),
            bits(fixes.groundSpeedMetresPerSecond), bits(fixes.courseDegrees),
            bits(fixes.horizontalAccuracyMetres), bits(fixes.verticalAccuracyMetres),
        ]
    }

    @Test("points without a time between timed ones are left out, window by window")
    func mixedTimes() throws {
        let points = (0..<400).map { number in
            let place = "<trkpt lat=\"\(43 + Double(number) / 1e4)\" lon=\"76.9\">"
            let time = "<time>2026-05-01T10:\(10 + number / 60):\(10 + number % 50)Z</time>"
            return place + (number % 7 == 3 ? "" : time) + "</trkpt>"
                + (number % 90 == 60 ? "</trkseg>\n<trkseg>" : "")
        }
        let text =
            "<gpx version=\"1.1\"><trk><trkseg>" + points.joined(separator: "\n")
            + "</trkseg></trk></gpx>"
        let bytes = Array(text.utf8)
        let whole = try FlightLogReader.read(bytes.span, name: "x")[0]
        #expect(whole.fixes.count == 400 - 57)
        for pieces in [2, 5, 23, 400] {
            var options = FlightReadingOptions()
            options.windowByteCount = bytes.count / pieces
            let collector = FlightCollector()
            try FlightLogReader.stream(bytes.span, name: "x", options, into: collector)
            let part = try #require(collector.all.first)
            #expect(columns(part.fixes) == columns(whole.fixes))
            #expect(part.fixes.vehicleMicroseconds == whole.fixes.vehicleMicroseconds)
            #expect(part.events == whole.events)
            #expect(part.warnings == whole.warnings)
        }
    }

    @Test("a log appended to itself is the same flights again, window by window")
    func restarts() throws {
        let log = try SharedReference.bytes("flightlogs/tlog/dronekit_flight.tlog")
        let single = try FlightLogReader.read(log.span, name: "x")
        // A packet is cut off at the end, as in the reference: the next log begins behind it.
        let bytes = log + log + log
        var options = FlightReadingOptions()
        options.windowByteCount = 1 << 20
        let collector = FlightCollector()
        try FlightLogReader.stream(bytes.span, name: "x", options, into: collector)
        let whole = try FlightLogReader.read(bytes.span, name: "x")
        #expect(collector.all.map(\.fixes.count) == whole.map(\.fixes.count))
        #expect(collector.all.map(\.attitudes.count) == whole.map(\.attitudes.count))
        let fixes = single.reduce(0) { $0 + $1.fixes.count }
        #expect(collector.all.reduce(0) { $0 + $1.fixes.count } == 3 * fixes)
    }
}
