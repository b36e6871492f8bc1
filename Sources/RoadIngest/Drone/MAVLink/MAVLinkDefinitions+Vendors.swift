// Written by Tools/generate/mavlink-definitions from the published message definitions.

extension MAVLinkDefinitions {
    /// Messages from 10000 on: vendors, ArduPilot's newer ones, remote identification.
    static let vendors = """
        10001 UAVIONIX_ADSB_OUT_CFG u32 ICAO c8[9] callsign u8 emitterType aircraftSize
          gpsOffsetLat gpsOffsetLon u16 stallSpeed u8 rfSelect
        10002 UAVIONIX_ADSB_OUT_DYNAMIC u32 utcTime i32 gpsLat gpsLon gpsAlt u8 gpsFix
          numSats i32 baroAltMSL u32 accuracyHor u16 accuracyVert accuracyVel i16 velVert
          velNS VelEW u8 emergencyStatus u16 state squawk
        10003 UAVIONIX_ADSB_TRANSCEIVER_HEALTH_REPORT u8 rfHealth
        10004 UAVIONIX_ADSB_OUT_CFG_REGISTRATION c8[9] registration
        10005 UAVIONIX_ADSB_OUT_CFG_FLIGHTID c8[9] flight_id
        10006 UAVIONIX_ADSB_GET u32 ReqMessageId
        10007 UAVIONIX_ADSB_OUT_CONTROL u8 state i32 baroAltMSL u16 squawk u8
          emergencyStatus c8[8] flight_id u8 x_bit
        10008 UAVIONIX_ADSB_OUT_STATUS u8 state u16 squawk u8 NIC_NACp boardTemp fault c8[8]
          flight_id
        10151 LOWEHEISER_GOV_EFI f32 volt_batt curr_batt curr_gen curr_rot fuel_level
          throttle u32 runtime i32 until_maintenance f32 rectifier_temp generator_temp
          efi_batt efi_rpm efi_pw efi_fuel_flow efi_fuel_consumed efi_baro efi_mat efi_clt
          efi_tps efi_exhaust_gas_temperature u8 efi_index u16 generator_status efi_status
        11000 DEVICE_OP_READ u8 target_system target_component u32 request_id u8 bustype bus
          address c8[40] busname u8 regstart count | bank
        11001 DEVICE_OP_READ_REPLY u32 request_id u8 result regstart count u8[128] data | u8
          bank
        11002 DEVICE_OP_WRITE u8 target_system target_component u32 request_id u8 bustype
          bus address c8[40] busname u8 regstart count u8[128] data | u8 bank
        11003 DEVICE_OP_WRITE_REPLY u32 request_id u8 result
        11004 SECURE_COMMAND u8 target_system target_component u32 sequence operation u8
          data_length sig_length u8[220] data
        11005 SECURE_COMMAND_REPLY u32 sequence operation u8 result data_length u8[220] data
        11010 ADAP_TUNING u8 axis f32 desired achieved error theta omega sigma theta_dot
          omega_dot sigma_dot f f_dot u
        11011 VISION_POSITION_DELTA u64 time_usec time_delta_usec f32[3] angle_delta
          position_delta f32 confidence
        11020 AOA_SSA u64 time_usec f32 AOA SSA
        11030 ESC_TELEMETRY_1_TO_4 u8[4] temperature u16[4] voltage current totalcurrent rpm
          count
        11031 ESC_TELEMETRY_5_TO_8 u8[4] temperature u16[4] voltage current totalcurrent rpm
          count
        11032 ESC_TELEMETRY_9_TO_12 u8[4] temperature u16[4] voltage current totalcurrent
          rpm count
        11033 OSD_PARAM_CONFIG u8 target_system target_component u32 request_id u8
          osd_screen osd_index c8[16] param_id u8 config_type f32 min_value max_value
          increment
        11034 OSD_PARAM_CONFIG_REPLY u32 request_id u8 result
        11035 OSD_PARAM_SHOW_CONFIG u8 target_system target_component u32 request_id u8
          osd_screen osd_index
        11036 OSD_PARAM_SHOW_CONFIG_REPLY u32 request_id u8 result c8[16] param_id u8
          config_type f32 min_value max_value increment
        11037 OBSTACLE_DISTANCE_3D u32 time_boot_ms u8 sensor_type frame u16 obstacle_id f32
          x y z min_distance max_distance
        11038 WATER_DEPTH u32 time_boot_ms u8 id healthy i32 lat lng f32 alt roll pitch yaw
          distance temperature
        11039 MCU_STATUS u8 id i16 MCU_temperature u16 MCU_voltage MCU_voltage_min
          MCU_voltage_max
        11040 ESC_TELEMETRY_13_TO_16 u8[4] temperature u16[4] voltage current totalcurrent
          rpm count
        11041 ESC_TELEMETRY_17_TO_20 u8[4] temperature u16[4] voltage current totalcurrent
          rpm count
        11042 ESC_TELEMETRY_21_TO_24 u8[4] temperature u16[4] voltage current totalcurrent
          rpm count
        11043 ESC_TELEMETRY_25_TO_28 u8[4] temperature u16[4] voltage current totalcurrent
          rpm count
        11044 ESC_TELEMETRY_29_TO_32 u8[4] temperature u16[4] voltage current totalcurrent
          rpm count
        11060 NAMED_VALUE_STRING u32 time_boot_ms c8[10] name c8[64] value
        12900 OPEN_DRONE_ID_BASIC_ID u8 target_system target_component u8[20] id_or_mac u8
          id_type ua_type u8[20] uas_id
        12901 OPEN_DRONE_ID_LOCATION u8 target_system target_component u8[20] id_or_mac u8
          status u16 direction speed_horizontal i16 speed_vertical i32 latitude longitude
          f32 altitude_barometric altitude_geodetic u8 height_reference f32 height u8
          horizontal_accuracy vertical_accuracy barometer_accuracy speed_accuracy f32
          timestamp u8 timestamp_accuracy
        12902 OPEN_DRONE_ID_AUTHENTICATION u8 target_system target_component u8[20]
          id_or_mac u8 authentication_type data_page last_page_index length u32 timestamp
          u8[23] authentication_data
        12903 OPEN_DRONE_ID_SELF_ID u8 target_system target_component u8[20] id_or_mac u8
          description_type c8[23] description
        12904 OPEN_DRONE_ID_SYSTEM u8 target_system target_component u8[20] id_or_mac u8
          operator_location_type classification_type i32 operator_latitude
          operator_longitude u16 area_count area_radius f32 area_ceiling area_floor u8
          category_eu class_eu f32 operator_altitude_geo u32 timestamp
        12905 OPEN_DRONE_ID_OPERATOR_ID u8 target_system target_component u8[20] id_or_mac
          u8 operator_id_type c8[20] operator_id
        12915 OPEN_DRONE_ID_MESSAGE_PACK u8 target_system target_component u8[20] id_or_mac
          u8 single_message_size msg_pack_size u8[225] messages
        12918 OPEN_DRONE_ID_ARM_STATUS u8 status c8[50] error
        12919 OPEN_DRONE_ID_SYSTEM_UPDATE u8 target_system target_component i32
          operator_latitude operator_longitude f32 operator_altitude_geo u32 timestamp
        12920 HYGROMETER_SENSOR u8 id i16 temperature u16 humidity
        42000 ICAROUS_HEARTBEAT u8 status
        42001 ICAROUS_KINEMATIC_BANDS i8 numBands u8 type1 f32 min1 max1 u8 type2 f32 min2
          max2 u8 type3 f32 min3 max3 u8 type4 f32 min4 max4 u8 type5 f32 min5 max5
        50001 CUBEPILOT_RAW_RC u8[32] rc_raw
        50002 HERELINK_VIDEO_STREAM_INFORMATION u8 camera_id status f32 framerate u16
          resolution_h resolution_v u32 bitrate u16 rotation c8[230] uri
        50003 HERELINK_TELEM u8 rssi i16 snr u32 rf_freq link_bw link_rate i16 cpu_temp
          board_temp
        50004 CUBEPILOT_FIRMWARE_UPDATE_START u8 target_system target_component u32 size crc
        50005 CUBEPILOT_FIRMWARE_UPDATE_RESP u8 target_system target_component u32 offset
        52000 AIRLINK_AUTH c8[50] login password
        52001 AIRLINK_AUTH_RESPONSE u8 resp_type
        """
}
