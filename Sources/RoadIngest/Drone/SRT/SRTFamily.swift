/// The ways in which drones write their subtitles.
internal enum SRTFamily: String {
    /// `GPS(lon,lat,satellites) BAROMETER:1.9` and its older form with `Hb:`.
    case legacy = "DJI SRT (GPS and BAROMETER)"
    /// `GPS(lat,lon,0.0M) BAROMETER:0.3M`, as a Matrice 300 writes.
    case latitudeFirst = "DJI SRT (latitude first)"
    /// `F/5.6, SS 400, …, GPS (lon, lat, satellites), …, H 85.80m`.
    case compact = "DJI SRT (compact)"
    /// `[latitude: 41.42] [longitude: 2.23] [rel_alt: 1.3 abs_alt: 132.9]`.
    case bracketed = "DJI SRT (bracketed)"
    /// `GPS(E:8.2090,N:47.4692,45.6m)`.
    case lettered = "Autel SRT"
}
