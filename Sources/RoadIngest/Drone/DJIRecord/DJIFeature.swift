/// The groups of records that share a key from version 13 on.
///
/// The numbers are those of the maker's library; `DJIKeychains` names them by the number at the
/// end, for example `FR_Standardization_Feature_Base_1`.
enum DJIFeature {
    /// Records that are only masked.
    static let plain = 8
    /// One more than the greatest number.
    static let count = 16

    /// Types of version 14 and later by group.
    private static let groups: [(feature: Int, types: [UInt8])] = [
        (1, [1, 2, 6, 13, 14, 15, 40, 58, 59, 63]),
        (2, [17, 18]),
        (3, [31, 32, 34, 35, 36, 38, 39]),
        (4, [21, 41, 43, 44, 45, 46, 47, 48]),
        (5, [49]),
        (6, [12, 16, 19, 26, 27]),
        (7, [5, 9, 10, 20, 24, 30, 54]),
        (9, [53]),
        (10, [3]),
        (11, [4, 11, 29, 33, 62]),
        (12, [25]),
        (13, [7, 8, 22]),
        (14, [28, 51, 52]),
        (15, [55]),
    ]
    /// Types that version 13 puts into another group than later versions.
    private static let groupsOfVersion13: [(feature: Int, types: [UInt8])] = [
        (1, [3, 4, 7, 8, 11, 25, 29, 33]),
        (6, [22, 28, 51, 52, 53]),
    ]

    /// The group of each type; ``plain`` for types in none.
    static func table(version: UInt8) -> [Int] {
        var table = [Int](repeating: plain, count: 256)
        for (feature, types) in groups + (version == 13 ? groupsOfVersion13 : []) {
            for type in types { table[Int(type)] = feature }
        }
        return table
    }

    /// The name that the maker's service uses for a group.
    static func name(_ feature: Int) -> String {
        let names = [
            "", "Base", "Vision", "Waypoint", "Agriculture", "AirLink", "AfterSales",
            "DJIFlyCustom", "Plaintext", "FlightHub", "Gimbal", "RC", "Camera", "Battery",
            "FlySafe", "Security",
        ]
        return "FR_Standardization_Feature_\(names[min(feature, names.count - 1)])_\(feature)"
    }
}
