/// What a column of a flight table holds.
internal enum FlightTableMeaning: Int, CaseIterable {
    /// Time since the start of the log or of the flight.
    case elapsed
    /// Date and time of day in one column, and in two.
    case dateTime, date, timeOfDay
    case latitude, longitude
    /// Height above take-off.
    case height
    /// A height above the sea as DJI computes it: barometric, unverified.
    case altitude
    case speed, satellites
    case roll, pitch, yaw
    case gimbalRoll, gimbalPitch, gimbalYaw
    /// Volts, amperes and percent of the battery.
    case volts, amperes, percent
    /// 1 while a picture is being taken.
    case photo
    /// Flight mode.
    case mode
    /// Text for the pilot.
    case message

    /// Names of such columns, reduced by ``FlightTableHeader``, better ones first.
    ///
    /// From headers written by AirData (2016 and 2023), Flight Reader, DatCon, Litchi, DJI Store.
    var names: [String] {
        switch self {
        case .elapsed: ["osd.flytime", "time", "clock:offsettime", "offsettime"]
        case .dateTime: ["datetime", "custom.datetime", "gps:datetimestamp", "timestamp"]
        case .date: ["custom.date"]
        case .timeOfDay: ["custom.updatetime"]
        case .latitude: ["osd.latitude", "latitude", "gps:lat", "gps(0):lat"]
        case .longitude: ["osd.longitude", "longitude", "gps:long", "gps(0):long"]
        case .height:
            ["heightabovetakeoff", "osd.height", "general:relativeheight", "ascent", "relalt"]
        case .altitude:
            [
                "altitudeabovesealevel", "osd.altitude", "general:absolutealtitude", "altitude",
                "absalt",
            ]
        case .speed: ["osd.hspeed", "speed"]
        case .satellites: ["satellites", "osd.gpsnum", "gps:numsats", "gps(0):numsats"]
        case .roll: ["osd.roll", "roll"]
        case .pitch: ["osd.pitch", "pitch"]
        case .yaw: ["osd.yaw", "compassheading"]
        case .gimbalRoll: ["gimbal.roll", "gimbalroll"]
        case .gimbalPitch: ["gimbal.pitch", "gimbalpitch"]
        case .gimbalYaw: ["gimbal.yaw", "gimbalheading", "gimbalyaw"]
        case .volts: ["battery.voltage", "voltage"]
        case .amperes: ["battery.current", "current"]
        case .percent: ["battery.chargelevel", "batterypercent"]
        case .photo: ["camera.isphoto", "isphoto"]
        case .mode: ["osd.flycstate", "flycstate"]
        case .message: ["message", "app.tip"]
        }
    }
}
