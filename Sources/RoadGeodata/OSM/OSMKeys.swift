/// Keys of ways that decide something; the raw value is the column in a table of tags.
enum OSMWayKey: Int, CaseIterable {
    case highway, area, junction, oneway, onewayMotor, onewayCar
    case name, alternativeName, oldName, officialName, shortName, localName, internationalName
    case languageNames
    case ref, nationalRef, internationalRef, localRef, regionalRef, oldRef
    case maxspeed, maxspeedForward, maxspeedBackward, maxspeedType, maxspeedSource, zoneTraffic
    case zoneMaxspeed
    case layer, bridge, tunnel, lanes, lanesForward, lanesBackward
    case motorcar, motorVehicle, vehicle, access
    case motorcarForward, motorVehicleForward, vehicleForward
    case motorcarBackward, motorVehicleBackward, vehicleBackward

    /// The key as OpenStreetMap writes it; `name:*` stands for all languages.
    var text: StaticString {
        switch self {
        case .highway: "highway"
        case .area: "area"
        case .junction: "junction"
        case .oneway: "oneway"
        case .onewayMotor: "oneway:motor_vehicle"
        case .onewayCar: "oneway:motorcar"
        case .name: "name"
        case .alternativeName: "alt_name"
        case .oldName: "old_name"
        case .officialName: "official_name"
        case .shortName: "short_name"
        case .localName: "loc_name"
        case .internationalName: "int_name"
        case .languageNames: "name:*"
        case .ref: "ref"
        case .nationalRef: "nat_ref"
        case .internationalRef: "int_ref"
        case .localRef: "loc_ref"
        case .regionalRef: "reg_ref"
        case .oldRef: "old_ref"
        case .maxspeed: "maxspeed"
        case .maxspeedForward: "maxspeed:forward"
        case .maxspeedBackward: "maxspeed:backward"
        case .maxspeedType: "maxspeed:type"
        case .maxspeedSource: "source:maxspeed"
        case .zoneTraffic: "zone:traffic"
        case .zoneMaxspeed: "zone:maxspeed"
        case .layer: "layer"
        case .bridge: "bridge"
        case .tunnel: "tunnel"
        case .lanes: "lanes"
        case .lanesForward: "lanes:forward"
        case .lanesBackward: "lanes:backward"
        case .motorcar: "motorcar"
        case .motorVehicle: "motor_vehicle"
        case .vehicle: "vehicle"
        case .access: "access"
        case .motorcarForward: "motorcar:forward"
        case .motorVehicleForward: "motor_vehicle:forward"
        case .vehicleForward: "vehicle:forward"
        case .motorcarBackward: "motorcar:backward"
        case .motorVehicleBackward: "motor_vehicle:backward"
        case .vehicleBackward: "vehicle:backward"
        }
    }
}

/// Keys of turn restrictions and routes; the raw value is the column in a table of tags.
enum OSMRelationKey: Int, CaseIterable {
    case type, restriction, motorcar, motorVehicle, conditional, except
    case route, ref, name, nameKazakh, nameRussian, nameEnglish, officialName, network

    /// The key as OpenStreetMap writes it.
    var text: StaticString {
        switch self {
        case .type: "type"
        case .restriction: "restriction"
        case .motorcar: "restriction:motorcar"
        case .motorVehicle: "restriction:motor_vehicle"
        case .conditional: "restriction:conditional"
        case .except: "except"
        case .route: "route"
        case .ref: "ref"
        case .name: "name"
        case .nameKazakh: "name:kk"
        case .nameRussian: "name:ru"
        case .nameEnglish: "name:en"
        case .officialName: "official_name"
        case .network: "network"
        }
    }
}

/// Keys of kilometre posts, cameras and crossings; the raw value is the column.
enum OSMPointKey: Int, CaseIterable {
    case highway, railway, distance, pk, ref, roadRef, maxspeed, direction, cameraDirection

    /// The key as OpenStreetMap writes it.
    var text: StaticString {
        switch self {
        case .highway: "highway"
        case .railway: "railway"
        case .distance: "distance"
        case .pk: "pk"
        case .ref: "ref"
        case .roadRef: "road_ref"
        case .maxspeed: "maxspeed"
        case .direction: "direction"
        case .cameraDirection: "camera:direction"
        }
    }
}

/// Values of `highway` and `railway` that make a node a point of use.
enum OSMPointKind {
    /// A kilometre post.
    static let milestone = "milestone"
    /// A fixed camera or radar.
    static let speedCamera = "speed_camera"
    /// A road crosses a railway at grade.
    static let levelCrossing = "level_crossing"
    /// All of them.
    static let values = [milestone, speedCamera, levelCrossing]
}
