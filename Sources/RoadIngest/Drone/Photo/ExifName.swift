/// Names of Exif's tags that drones write.
///
/// Source: Exif 2.32, tables 4 to 15; TIFF 6.0.
enum ExifName {
    private static let names: [UInt16: String] = [
        0x0001: "InteroperabilityIndex", 0x0002: "InteroperabilityVersion",
        0x0100: "ImageWidth", 0x0101: "ImageLength", 0x0103: "Compression",
        0x010E: "ImageDescription", 0x010F: "Make", 0x0110: "Model", 0x0112: "Orientation",
        0x011A: "XResolution", 0x011B: "YResolution", 0x0128: "ResolutionUnit",
        0x0131: "Software", 0x0132: "DateTime", 0x013B: "Artist", 0x013E: "WhitePoint",
        0x013F: "PrimaryChromaticities", 0x0201: "JPEGInterchangeFormat",
        0x0202: "JPEGInterchangeFormatLength", 0x0211: "YCbCrCoefficients",
        0x0213: "YCbCrPositioning", 0x0214: "ReferenceBlackWhite", 0x8298: "Copyright",
        0x829A: "ExposureTime", 0x829D: "FNumber", 0x8769: "ExifIFDPointer",
        0x8822: "ExposureProgram", 0x8825: "GPSInfoIFDPointer",
        0x8827: "PhotographicSensitivity", 0x8830: "SensitivityType", 0x9000: "ExifVersion",
        0x9003: "DateTimeOriginal", 0x9004: "DateTimeDigitized", 0x9010: "OffsetTime",
        0x9011: "OffsetTimeOriginal", 0x9012: "OffsetTimeDigitized",
        0x9101: "ComponentsConfiguration", 0x9102: "CompressedBitsPerPixel",
        0x9201: "ShutterSpeedValue", 0x9202: "ApertureValue", 0x9203: "BrightnessValue",
        0x9204: "ExposureBiasValue", 0x9205: "MaxApertureValue", 0x9206: "SubjectDistance",
        0x9207: "MeteringMode", 0x9208: "LightSource", 0x9209: "Flash", 0x920A: "FocalLength",
        0x927C: "MakerNote", 0x9286: "UserComment", 0x9290: "SubSecTime",
        0x9291: "SubSecTimeOriginal", 0x9292: "SubSecTimeDigitized", 0x9C9B: "XPTitle",
        0x9C9C: "XPComment", 0x9C9E: "XPKeywords", 0xA000: "FlashpixVersion",
        0xA001: "ColorSpace", 0xA002: "PixelXDimension", 0xA003: "PixelYDimension",
        0xA005: "InteroperabilityIFDPointer", 0xA20E: "FocalPlaneXResolution",
        0xA20F: "FocalPlaneYResolution", 0xA210: "FocalPlaneResolutionUnit",
        0xA215: "ExposureIndex", 0xA217: "SensingMethod", 0xA300: "FileSource",
        0xA301: "SceneType", 0xA302: "CFAPattern", 0xA401: "CustomRendered",
        0xA402: "ExposureMode", 0xA403: "WhiteBalance", 0xA404: "DigitalZoomRatio",
        0xA405: "FocalLengthIn35mmFilm", 0xA406: "SceneCaptureType", 0xA407: "GainControl",
        0xA408: "Contrast", 0xA409: "Saturation", 0xA40A: "Sharpness",
        0xA40B: "DeviceSettingDescription", 0xA40C: "SubjectDistanceRange",
        0xA420: "ImageUniqueID", 0xA430: "CameraOwnerName", 0xA431: "BodySerialNumber",
        0xA432: "LensSpecification", 0xA433: "LensMake", 0xA434: "LensModel",
        0xA435: "LensSerialNumber",
    ]
    /// The tags of the GPS directory, from 0.
    private static let gps = [
        "VersionID", "LatitudeRef", "Latitude", "LongitudeRef", "Longitude", "AltitudeRef",
        "Altitude", "TimeStamp", "Satellites", "Status", "MeasureMode", "DOP", "SpeedRef", "Speed",
        "TrackRef", "Track", "ImgDirectionRef", "ImgDirection", "MapDatum", "DestLatitudeRef",
        "DestLatitude", "DestLongitudeRef", "DestLongitude", "DestBearingRef", "DestBearing",
        "DestDistanceRef", "DestDistance", "ProcessingMethod", "AreaInformation", "DateStamp",
        "Differential", "HPositioningError",
    ]

    /// The standard's name of a tag; empty for a maker's own.
    static func of(_ tag: UInt16, inGPS: Bool) -> String {
        guard inGPS else { return names[tag] ?? "" }
        return Int(tag) < gps.count ? "GPS" + gps[Int(tag)] : ""
    }
}
