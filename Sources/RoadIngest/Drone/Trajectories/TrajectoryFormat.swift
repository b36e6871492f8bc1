/// The tables of vehicle tracks that can be read.
package enum TrajectoryFormat: String, Sendable, CaseIterable {
    /// geo-trax and Songdo Traffic: a table with places.
    case geoTrax = "geo-trax"
    /// geo-trax: boxes in pictures, without header.
    case geoTraxBoxes = "geo-trax boxes"
    /// inD, rounD, exiD, uniD: `…_tracks.csv`.
    case inD = "inD"
    /// highD: `…_tracks.csv`.
    case highD = "highD"
    /// pNEUMA: one vehicle a row.
    case pNEUMA = "pNEUMA"
}
