import RoadIngest
import RoadModel

// One target a format. `Tools/fuzz` links each with libFuzzer's driver under the name after
// `jol_fuzz_`.

@_cdecl("jol_fuzz_ulog")
func fuzzULog(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    FlightFuzz.run(start, count, ULogReader.format)
}

@_cdecl("jol_fuzz_dataflash")
func fuzzDataFlash(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    FlightFuzz.run(start, count, DataFlashReader.format)
}

@_cdecl("jol_fuzz_tlog")
func fuzzMAVLink(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    FlightFuzz.run(start, count, MAVLinkReader.format)
}

@_cdecl("jol_fuzz_djmd")
func fuzzDJIVideo(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    FlightFuzz.run(start, count, DJIVideoReader.format, isExact: true)
}

@_cdecl("jol_fuzz_klv")
func fuzzKLV(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    FlightFuzz.run(start, count, KLVReader.format, isExact: true)
}

@_cdecl("jol_fuzz_photo")
func fuzzPhoto(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    FlightFuzz.run(start, count, PhotoReader.format)
}

@_cdecl("jol_fuzz_srt")
func fuzzSRT(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    FlightFuzz.run(start, count, SRTReader.format, isExact: true)
}

@_cdecl("jol_fuzz_gpx")
func fuzzGPX(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    FlightFuzz.run(start, count, GPXReader.format)
}

@_cdecl("jol_fuzz_kml")
func fuzzKML(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    FlightFuzz.run(start, count, KMLReader.format, isExact: true)
}

@_cdecl("jol_fuzz_kmz")
func fuzzKMZ(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    FlightFuzz.run(start, count, KMZReader.format, isExact: true)
}

@_cdecl("jol_fuzz_nmea")
func fuzzNMEA(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    FlightFuzz.run(start, count, NMEAReader.format, isExact: true)
}

@_cdecl("jol_fuzz_remoteid")
func fuzzRemoteID(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    FlightFuzz.run(start, count, RemoteIDReader.format, isExact: true)
}

@_cdecl("jol_fuzz_csv")
func fuzzFlightTable(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    FlightFuzz.run(start, count, FlightTableReader.format, isExact: true)
}

/// Records of version 13 and later are opened with keys that are all zero bytes.
@_cdecl("jol_fuzz_djitxt")
func fuzzDJIRecord(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    FlightFuzz.run(start, count, DJIRecordReader.format, keychains: zeroKeys)
}

@_cdecl("jol_fuzz_keychain")
func fuzzKeychain(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = UnsafeBufferPointer(start: start, count: start == nil ? 0 : count).span
    _ = try? DJIKeychains(json: input, name: "x")
    return 0
}

@_cdecl("jol_fuzz_trajectories")
func fuzzTrajectories(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    FlightFuzz.runTrajectories(start, count)
}

private let zeroKeys: DJIKeychains? = {
    let key = String(repeating: "A", count: 43) + "="
    let vector = String(repeating: "A", count: 22) + "=="
    let entries = (1...16).map {
        "{\"featurePoint\":\"FR_Standardization_Feature_\($0)\",\"aesKey\":\"\(key)\","
            + "\"aesIv\":\"\(vector)\"}"
    }
    let json = Array("[[\(entries.joined(separator: ","))]]".utf8)
    return try? DJIKeychains(json: json.span, name: "zero keys")
}()
