// Small routing files, written for the tests of their readers.

/** Four nodes on a square with sides of 3 and 4: the diagonal is 5. */
export const vrplibSquare = `NAME : square
TYPE : CVRP
DIMENSION : 4
EDGE_WEIGHT_TYPE : EUC_2D
CAPACITY : 10
NODE_COORD_SECTION
1 0 0
2 3 0
3 0 4
4 3 4
DEMAND_SECTION
1 0
2 4
3 5
4 6
DEPOT_SECTION
 1
 -1
EOF
`

/** One way streets, with times. */
export const vrplibWindows = `NAME : windows
TYPE : VRPTW
DIMENSION : 3
EDGE_WEIGHT_TYPE : EXPLICIT
EDGE_WEIGHT_FORMAT : FULL_MATRIX
CAPACITY : 7
VEHICLES : 2
EDGE_WEIGHT_SECTION
0 10 20
11 0 5
21 6 0
DEMAND_SECTION
1 0
2 3
3 4
DEPOT_SECTION
-1
SERVICE_TIME_SECTION
1 0
2 60
3 90
TIME_WINDOW_SECTION
1 0 1000
2 100 200
3 150 400
EOF
`

export const solomonSmall = `SMALL

VEHICLE
NUMBER     CAPACITY
  3         20

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

    0      0          0          0          0        100          0
    1      1          1          7         10         20          5
    2      2          0          9         30         60          5
`

export const liLimSmall = `2\t10\t1
0\t0\t0\t0\t0\t100\t0\t0\t0
1\t1\t1\t6\t0\t50\t2\t0\t2
2\t3\t4\t-6\t10\t90\t2\t1\t0
`

export const hvrpSmall = `//a comment
 2 2 999999.0 0.0 0 0
 1 10 50 1.0
 2 20 80 1.25
 0 0
 3 4 8
 6 8 9
`

export const loggibudSmall = JSON.stringify({
  name: 'small',
  origin: { lng: 127, lat: 37 },
  vehicle_capacity: 10,
  deliveries: [
    { id: 'a', point: { lng: 127, lat: 38 }, size: 4 },
    { id: 'b', point: { lng: 128, lat: 37 }, size: 5 },
  ],
})
