extension BuiltInRules {
    /// The text of `GeoData/rules/cmf-priors.csv`, written by `Tools/generate-rules`.
    static let cmfPriors = #"""
        id,measure,outcome,scope,cmf,lower,upper,interval_basis,source,note
        fixed-camera,fixed speed cameras,crashes,distance not specified,0.80,0.70,0.92,assum\#
        ed: the abstract prints no interval,"Høye 2014, Accident Analysis & Prevention 73, 2\#
        00-208 (63 estimates of 15 studies)",About -20 % of all crashes; the effect falls wi\#
        th distance from the camera
        fixed-camera-site,fixed speed cameras,crashes,within 250 m,0.82,0.71,0.95,assumed: t\#
        he abstract prints no interval,"Høye 2014, as summarised by the Road Safety Observat\#
        ory",-18 % at the camera and -4 % from 1 km on
        fixed-camera-injury,fixed speed cameras,injury crashes,100 m before to 1 km after th\#
        e camera,0.78,0.64,0.95,assumed: significant at 5 % in the source,"Høye 2015, Accide\#
        nt Analysis & Prevention 82, 263-269 (223 cameras, empirical Bayes)",Killed and seri\#
        ously injured: not significant
        fixed-camera-fatal,fixed speed cameras,fatal crashes,distance not specified,0.49,0.2\#
        4,1.00,assumed: widened because the source suspects regression to the mean,"Høye 201\#
        4, Accident Analysis & Prevention 73, 200-208",The source warns that -51 % may hold \#
        regression to the mean
        camera-any,speed cameras of any kind,injury crashes,near the cameras,0.79,0.64,0.95,\#
        stated: range of the studies against controls,"Wilson et al. 2006, Cochrane Review (\#
        26 studies; no pooling was thought right)",-5 % to -36 % against controls
        section-control,section control (average speed),crashes,controlled section,0.70,0.57\#
        ,0.86,assumed: the abstract prints no interval,"Høye 2014, Accident Analysis & Preve\#
        ntion 73, 200-208 (5 estimates of 4 studies)",About -30 % of all crashes
        section-control-injury,section control (average speed),injury crashes,controlled sec\#
        tion,0.83,0.69,1.00,assumed: the source gives -12 % to -22 % by model and not signif\#
        icant,"Høye 2014, TØI report 1339 (14 sections of Norway, empirical Bayes)",
        section-control-fatal,section control (average speed),killed and seriously injured,c\#
        ontrolled section,0.44,0.31,0.63,assumed: the abstract prints no interval,"Høye 2014\#
        , Accident Analysis & Prevention 73, 200-208",-56 % of killed and seriously injured;\#
         TØI 1339 finds -49 % to -54 %
        drone-patrol,observation from drones,killed,area flown over,1.00,0.50,2.00,unknown: \#
        no controlled study was found,none,The interval states ignorance and is no finding
        patrol-hours,patrol hours,crashes,area patrolled,1.00,0.67,1.50,unknown: depends on \#
        the dose and the place,none,Estimate it from your own panel (jol evaluate panel)

        """#
}
