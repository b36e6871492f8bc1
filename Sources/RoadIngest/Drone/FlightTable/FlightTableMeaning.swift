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
    /// From headers written by AirData (2016 and 2023), Flight Reader, DatCon, Litchi, DJI Store, and by
    /// `jol flights track --format csv`.
    var names: [String] {
        switch self {
        case .elapsed: ["osd.flytime", "time", "clock:offsettime", "offsettime", "vehicleus"]
        case .dateTime:
            [
                "datetime", "custom.datetime", "gps:datetimestamp", "gps(0):datetimestamp",
                "timestamp", "utc",
            ]
        case .date: ["custom.date"]
        case .timeOfDay: ["custom.updatetime"]
        case .latitude: ["osd.latitude", "latitude", "gps:lat", "gps(0):lat", "lat"]
        case .longitude: ["osd.longitude", "longitude", "gps:long", "gps(0):long", "lon"]
        case .height:
            [
                "heightabovetakeoff", "osd.height", "general:relativeheight", "ascent", "relalt",
                "relativeheightm",
            ]
        case .altitude:
            [
                "altitudeabovesealevel", "osd.altitude", "general:absolutealtitude", "altitude",
                "absalt", "gps:heightmsl", "gps(0):heightmsl", "altitudeunverifiedm",
            ]
        case .speed: ["osd.hspeed", "speed", "imuatti(0):velh", "speedmps"]
        case .satellites:
            [
                "satellites", "osd.gpsnum", "gps:numsats", "gps(0):numsats", "gps:numsv",
                "gps(0):numsv",
            ]
        case .roll: ["osd.roll", "roll", "imuatti(0):roll"]
        case .pitch: ["osd.pitch", "pitch", "imuatti(0):pitch"]
        case .yaw: ["osd.yaw", "compassheading", "imuatti(0):yaw360", "imuatti(0):yaw"]
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
