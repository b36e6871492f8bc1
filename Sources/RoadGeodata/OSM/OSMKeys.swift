/// Keys of ways that decide something; the raw value is the column in the extract.
enum OSMWayKey: Int, CaseIterable {
    case highway, area, junction, oneway
    case name, nameKazakh, nameRussian, nameEnglish, internationalName, alternativeName, oldName
    case ref, maxspeed, maxspeedForward, maxspeedBackward, maxspeedType, maxspeedSource, zoneTraffic
    case layer, bridge, tunnel, lanes
    case motorcar, motorVehicle, vehicle, access

    /// The key as OpenStreetMap writes it.
    var text: StaticString {
        switch self {
        case .highway: "highway"
        case .area: "area"
        case .junction: "junction"
        case .oneway: "oneway"
        case .name: "name"
        case .nameKazakh: "name:kk"
        case .nameRussian: "name:ru"
        case .nameEnglish: "name:en"
        case .internationalName: "int_name"
        case .alternativeName: "alt_name"
        case .oldName: "old_name"
        case .ref: "ref"
        case .maxspeed: "maxspeed"
        case .maxspeedForward: "maxspeed:forward"
        case .maxspeedBackward: "maxspeed:backward"
        case .maxspeedType: "maxspeed:type"
        case .maxspeedSource: "source:maxspeed"
        case .zoneTraffic: "zone:traffic"
        case .layer: "layer"
        case .bridge: "bridge"
        case .tunnel: "tunnel"
        case .lanes: "lanes"
        case .motorcar: "motorcar"
        case .motorVehicle: "motor_vehicle"
        case .vehicle: "vehicle"
        case .access: "access"
        }
    }
}

/// Keys of turn restrictions; the raw value is the column in the extract.
enum OSMRestrictionKey: Int, CaseIterable {
    case restriction, motorcar, motorVehicle, conditional, except

    /// The key as OpenStreetMap writes it.
    var text: StaticString {
        switch self {
        case .restriction: "restriction"
        case .motorcar: "restriction:motorcar"
        case .motorVehicle: "restriction:motor_vehicle"
        case .conditional: "restriction:conditional"
        case .except: "except"
        }
    }
}

/// Keys of kilometre posts; the raw value is the column in the extract.
enum OSMPostKey: Int, CaseIterable {
    case distance, pk, ref, roadRef

    /// The key as OpenStreetMap writes it.
    var text: StaticString {
        switch self {
        case .distance: "distance"
        case .pk: "pk"
        case .ref: "ref"
        case .roadRef: "road_ref"
        }
    }
}
