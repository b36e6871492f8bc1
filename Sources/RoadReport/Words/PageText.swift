/// Headings, lead sentences and notes of the page.
package enum PageText: String, Sendable, CaseIterable {
    /// Road safety report.
    case report
    /// Demonstration: the figures are made up and belong to no real place.
    case demo
    /// Compared with.
    case comparedWith
    /// Contents.
    case contents
    /// Main findings.
    case headline
    /// The interval is a 95% confidence interval: the true change most likely …
    case headlineNote
    /// No period to compare with was given.
    case noHeadline
    /// All intervals as a table.
    case changeTable
    /// Over time.
    case series
    /// The band shows what chance alone does (Poisson, 95%). Hatched months …
    case seriesNote
    /// The numbers as a table.
    case asTable
    /// Hotspots.
    case hotspots
    /// The map shows lines of hotspots and totals only. Single crashes are not …
    case hotspotsNote
    /// Crash map.
    case mapTitle
    /// Road sections.
    case sections
    /// Segments between junctions.
    case segments
    /// Show on the map.
    case showOnMap
    /// Complexes.
    case layerSites
    /// Drone flights.
    case layerTracks
    /// crash rate reliably above the average of its class of road.
    case legendHigh
    /// hotspot not told from the average.
    case legendOther
    /// complex.
    case legendSite
    /// drone track.
    case legendTrack
    /// road network.
    case legendRoads
    /// Press a hotspot's number to move the map there. Press a line on the map …
    case mapHint
    /// In brackets: the ranks that chance alone allows. q is a probability …
    case rankNote
    /// No hotspot was found in this period.
    case noHotspots
    /// The dot is crashes per kilometre and year, the line its 95% interval. …
    case forestNote
    /// Violations by kind.
    case violations
    /// Automatic fixation and observation from a drone are two chains of …
    case violationsNote
    /// <5 stands for 1 to 4; – is hidden so that a small number cannot be worked out.
    case suppressionNote
    /// No violation was recorded in this period.
    case noViolations
    /// By complex.
    case complexes
    /// Drone flights.
    case flights
    /// Names of crews are not part of the report. Planned patrols are not shown.
    case flightsNote
    /// There are no flights in this period.
    case noFlights
    /// Completeness of logs.
    case completeness
    /// Data quality.
    case quality
    /// Received = accepted + duplicate + quarantined. This was checked for every file.
    case qualityRule
    /// No file has been received yet.
    case noSources
    /// Reasons for quarantine.
    case quarantineReasons
    /// Records without a place on the roads.
    case unlocatedReasons
    /// Share of records placed on roads.
    case matching
    /// Reconciliation of tables.
    case reconciliation
    /// Each figure was counted in two places; a report with a difference is …
    case reconciliationNote
    /// Methods and limits.
    case methods
    /// How it was calculated.
    case methodList
    /// What these numbers cannot tell.
    case limitList
    /// What the report was made from.
    case provenance
    /// The same files and versions give the same report: equal inputs, a page …
    case provenanceNote
    /// SHA-256 of input files.
    case inputHashes
    /// Interactive map: the Leaflet library, © Vladimir Agafonkin, CloudMade, …
    case mapLibrary
    /// This page uses no network: everything is inside this file.
    case offline
}
